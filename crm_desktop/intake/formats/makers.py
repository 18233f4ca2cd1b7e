"""Form makers that name a field in one place and answer it in another: here question and answer meet.

Typeform, Tally, Gravity Forms, Google Forms, LinkedIn and Wufoo; what is like none of them is read by its keys alone.
"""

import re
from typing import Any

from crm_desktop.intake.field_maps import meaning_of

Pair = tuple[str, str]
Entries = list[tuple[str, Any]]


def spoken(record: Entries) -> list[Pair]:
    """The fields of a maker's payload under their questions; [] where no maker is recognised."""
    for read in (_typeform, _tally, _gravity, _google_answers, _google_sheet, _linkedin):
        pairs = read(record)
        if pairs:
            return pairs
    return []


def _get(tree: Any, *path: str) -> Any:
    for name in path:
        if not (isinstance(tree, list) and all(isinstance(one, tuple) for one in tree)):
            return None
        tree = next((inner for key, inner in tree if key == name), None)
    return tree


def _list(tree: Any, *path: str) -> list[Any]:
    found = _get(tree, *path)
    return found if isinstance(found, list) and not _is_object(found) else []


def _is_object(tree: Any) -> bool:
    return isinstance(tree, list) and bool(tree) and all(isinstance(one, tuple) for one in tree)


def _text(value: Any) -> str:
    """A plain value; of an object what it is called; of a list its values, a line each."""
    if value is None or isinstance(value, bool):
        return {True: "true", False: "false"}.get(value, "") if value is not None else ""
    if _is_object(value):
        if isinstance(_get(value, "name"), str) and isinstance(_get(value, "url"), str):
            return f"{_get(value, 'name')} {_get(value, 'url')}"  # a file that lies at its maker's
        for name in ("label", "text", "name", "value", "url", "email"):
            if isinstance(_get(value, name), str):
                return str(_get(value, name))
        labels = _get(value, "labels")
        return _text(labels) if isinstance(labels, list) else ", ".join(_text(inner) for _, inner in value)
    if isinstance(value, list):
        return ", ".join(text for text in map(_text, value) if text)
    return str(value)


def _typeform(record: Entries) -> list[Pair]:
    answers = _list(record, "form_response", "answers")
    if not answers:
        return []
    titles: dict[str, str] = {}
    for field in _list(record, "form_response", "definition", "fields"):
        for one in (field, *_list(field, "properties", "fields")):  # a group, or the parts of a contact
            titles |= {_text(_get(one, key)): _text(_get(one, "title")) for key in ("id", "ref")}
    pairs = []
    for answer in answers:
        kind = _text(_get(answer, "type"))
        keys = [_text(_get(answer, "field", key)) for key in ("id", "ref", "type")]
        title = next((titles[key] for key in keys[:2] if titles.get(key)), "")
        name = title or _word_of(kind) or keys[1] or keys[2] or kind
        chosen = _chosen(_get(answer, kind)) if kind in ("choice", "choices") else [_text(_get(answer, kind))]
        told = chosen if meaning_of(name, {}) == "product" else [", ".join(filter(None, chosen))]
        pairs += [(name, one) for one in told]
    hidden = _get(record, "form_response", "hidden")
    pairs += [(name, _text(inner)) for name, inner in hidden] if _is_object(hidden) else []
    return pairs


def _chosen(value: Any) -> list[str]:
    """Every box that is ticked, and what stands in the one for anything else."""
    if not _is_object(value):
        return [_text(value)]
    labels = [_text(one) for one in _list(value, "labels")] or [_text(_get(value, "label"))]
    return [one for one in (*labels, _text(_get(value, "other"))) if one]


def _word_of(kind: str) -> str:
    """A kind of answer that is what it says."""
    return {"email": "email", "phone_number": "phone", "text": "message"}.get(kind, "")


def _tally(record: Entries) -> list[Pair]:
    fields = _list(record, "data", "fields")
    if not fields or _get(record, "eventType") is None:
        return []
    pairs = []
    for field in fields:
        value = _get(field, "value")
        options = {_text(_get(one, "id")): _text(_get(one, "text")) for one in _list(field, "options")}
        label = _text(_get(field, "label")) or _text(_get(field, "key"))
        if options and isinstance(value, list):
            pairs += [(label, options.get(_text(one), _text(one))) for one in value]
        elif options and isinstance(value, str):
            pairs.append((label, options.get(value, value)))
        elif _is_object(value) and _list(field, "rows"):
            pairs += _table(label, field, value)
        elif isinstance(value, bool) and _text(_get(field, "type")) == "CHECKBOXES" and label.endswith(")"):
            continue  # each box once more, beside the list of those that are ticked
        elif isinstance(value, list) and not _is_object(value):
            pairs += [(label, _text(one)) for one in value]
        else:
            pairs.append((label, _text(value)))
    return pairs


def _table(label: str, field: Any, value: Any) -> list[Pair]:
    """Rows of a question, each with the columns that are ticked in it."""
    rows, columns = (
        {_text(_get(one, "id")): _text(_get(one, "text")) for one in _list(field, key)} for key in ("rows", "columns")
    )
    return [
        (f"{label}: {rows.get(row, row)}", ", ".join(columns.get(_text(one), _text(one)) for one in told))
        for row, told in value
        if isinstance(told, list) and not _is_object(told)
    ]


_GRAVITY_OWN = frozenset(
    "id form_id post_id date_created date_updated is_starred is_read ip source_url user_agent currency payment_status"
    " payment_date payment_amount payment_method transaction_id is_fulfilled created_by transaction_type status"
    " source_id is_approved".split()
)


def _gravity(record: Entries) -> list[Pair]:
    """Keys are numbers: `1.3` and `1.6` are a first and a last name, `4.1` … of an address or of boxes."""
    entry = _get(record, "entry")
    pairs = entry if _is_object(entry) else record
    keys = {key for key, _ in pairs}
    numbered = {key for key in keys if re.fullmatch(r"\d{1,4}(?:\.\d{1,2})?", key)}
    if not numbered or not ({"form_id", "source_url", "date_created"} & keys):
        return []
    told = []
    for key, value in pairs:
        text = _text(value)
        if key in numbered and text:
            told.append((_gravity_name(key, {key for key, inner in pairs if key in numbered and inner}), text))
        elif text and key not in _GRAVITY_OWN and key not in numbered:
            told.append((key, text))
    return told


def _gravity_name(key: str, filled: set[str]) -> str:
    group, _, part = key.partition(".")
    if part in ("3", "6") and not {f"{group}.1", f"{group}.5"} & filled and f"{group}.6" in filled:
        return "first_name" if part == "3" else "last_name"
    if {f"{group}.1", f"{group}.3", f"{group}.5"} <= filled:
        return {"1": "street", "3": "city", "5": "postal_code", "6": "country"}.get(part, key)
    return key


def _google_answers(record: Entries) -> list[Pair]:
    """The responses of the Forms API know questions by their key alone."""
    answers = _get(record, "answers")
    if not _is_object(answers) or _get(record, "responseId") is None:
        return []
    pairs = [("email", _text(_get(record, "respondentEmail")))]
    for key, answer in answers:
        texts = _list(answer, "textAnswers", "answers")
        pairs += [(key, _text(_get(one, "value"))) for one in texts]
    return [pair for pair in pairs if pair[1]]


def _google_sheet(record: Entries) -> list[Pair]:
    """A new row of the sheet: its questions with their answers, and then the answers once more."""
    named = _get(record, "namedValues")
    if not _is_object(named):
        return []
    return [(key, text) for key, told in named for text in (_texts(told) or [""])]


def _texts(told: Any) -> list[str]:
    return [_text(one) for one in told] if isinstance(told, list) and not _is_object(told) else [_text(told)]


def _linkedin(record: Entries) -> list[Pair]:
    """The answer of each question lies in an object of its kind."""
    told = _get(record, "formResponse")
    answers = _list(told if _is_object(told) else record, "answers")
    pairs = []
    for answer in answers:
        details = _get(answer, "answerDetails")
        if not _is_object(details):
            continue
        name = _text(_get(answer, "name")) or _text(_get(answer, "question")) or _text(_get(answer, "questionId"))
        for _, inner in details:
            value = _get(inner, "answer") if _is_object(inner) else inner
            pairs.append((name, _text(value if value is not None else inner)))
    return pairs


_WUFOO_OWN = frozenset({"FieldStructure", "FormStructure", "HandshakeKey", "CreatedBy", "UpdatedBy", "EntryId"})


def wufoo(pairs: list[Pair], structure: Any) -> list[Pair]:
    """Its fields are numbered; what each is called stands in a structure beside them."""
    names: dict[str, str] = {}
    for field in _list(structure, "Fields"):
        title = _text(_get(field, "Title"))
        names[_text(_get(field, "ID"))] = title
        for part in _list(field, "SubFields"):
            label = _text(_get(part, "Label"))
            kind = _text(_get(field, "Type"))
            names[_text(_get(part, "ID"))] = (
                title if kind == "checkbox" or not label else _wufoo_part(kind, title, label)
            )
    return [(names.get(key) or key, value) for key, value in pairs if key not in _WUFOO_OWN]


def _wufoo_part(kind: str, title: str, label: str) -> str:
    """A name and an address come in parts that say what they are; of all else the title counts as well."""
    if kind in ("shortname", "name"):
        return {"first": "first_name", "last": "last_name"}.get(label.casefold(), label)
    return label if kind == "address" else f"{title} ({label})"
