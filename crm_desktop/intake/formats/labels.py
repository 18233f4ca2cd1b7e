"""Form makers send a field as an object: its name in one key, its value in another. Here the two meet again."""

import re
from collections.abc import Mapping

from crm_desktop.intake.field_maps import meaning_of

_VALUE = re.compile(
    r"\[(?:values?|val|answers?|responses?|(?:field|user|submitted)_?values?|wartosci?|wartość|odpowiedz|odpowiedź|wert"
    r"|antwort)\]",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?:\[[^\[\]]{1,80}\]){0,4}")
LONGEST_KEY = 240
_PART = re.compile(r"([a-z_0-9]{2,20}) = (.*)")
LABELS = (
    *(
        "label",
        "etykieta",
        "title",
        "caption",
        "question",
        "pytanie",
        "frage",
        "field_label",
        "fieldlabel",
        "fieldname",
    ),
    *(
        "field_name",
        "displayname",
        "display_name",
        "name",
        "nazwa",
        "field",
        "pole",
        "feld",
        "key",
        "klucz",
        "slug",
        "id",
    ),
)
"""What a field is called by, the best first: an `id` where its maker showed no label."""
_OWN = frozenset(
    "type required raw_value value_raw order position objecttypeid ref tag placeholder fieldid field_id form_id"
    " fieldtype field_type options first middle last value_id valueid visible index section group page".split()
)
"""What a maker keeps beside a value and nobody filled in; a name in parts stands whole in the value."""
VALUES = frozenset(
    "value values val answer answers response responses fieldvalue field_value fieldvalues field_values uservalue"
    " user_value submittedvalue submitted_value wartosc wartość odpowiedz odpowiedź wert antwort".split()
)
DESCRIBING = _OWN | VALUES | set(LABELS)


def labelled(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """`fields[3][label]=E-mail`, `fields[3][value]=x` -> `E-mail=x`; what only describes `fields[3]` goes."""
    pairs = tuple(pair for key, value in pairs for pair in _in_parts(key, value))
    if not any(_VALUE.search(key) for key, _ in pairs):
        return list(pairs)
    told = _told(pairs)
    values = {key: split for key, _ in pairs if (split := _split(key, told)) is not None}
    names = _names(told, values)
    if not names:
        return list(pairs)
    kept = []
    for key, value in pairs:
        split, prefix = values.get(key), _prefix(key, names)
        if not prefix:
            kept.append((key, value))
        elif split and split[0] == prefix:
            name = names[prefix] + split[1]
            kept.append((name if meaning_of(name, {}) or not meaning_of(key, {}) else key, value))
        elif not _describes(key.removeprefix(prefix)):
            kept.append((key, value))
    return kept


def _split(key: str, told: Mapping[str, object]) -> tuple[str, str] | None:
    """(the field, the part of its value): a value may hold fields of its own, and the nearest that is called counts."""
    if len(key) > LONGEST_KEY:
        return None
    found = [
        (key[: one.start()], key[one.end() :])
        for one in _VALUE.finditer(key)
        if one.start() and _PARTS.fullmatch(key, one.end())
    ]
    return next((one for one in reversed(found) if one[0] in told), found[0] if found else None)


def _in_parts(key: str, value: str) -> list[tuple[str, str]]:
    """Formstack's text of a field in parts: `first = Jan`, `last = Lis`, a line each."""
    lines = value.split("\n") if " = " in value else []
    found = [_PART.fullmatch(line.strip()) for line in lines if line.strip()]
    if len(found) < 2 or len(found) > 12 or not all(found):
        return [(key, value)]
    return [(f"{key}[{part[1]}]", part[2]) for part in found if part is not None]


def _describes(rest: str) -> bool:
    """ "[type]", "[options][0][id]": of the field, not of whoever filled it in."""
    first = rest.removeprefix("[").partition("]")[0].casefold()
    return first in _OWN or first in LABELS


def _prefix(key: str, names: dict[str, str]) -> str:
    """The field that `key` belongs to, the nearest of several; "" for none."""
    end = key.rfind("[")
    while end > 0:
        if key[:end] in names:
            return key[:end]
        end = key.rfind("[", 0, end)
    return ""


def _told(pairs: tuple[tuple[str, str], ...]) -> dict[str, dict[str, str]]:
    """What each object is called: its labels under their words."""
    found: dict[str, dict[str, str]] = {}
    for key, value in pairs:
        prefix, _, label = key.removesuffix("]").rpartition("[")
        if prefix and label.casefold() in (*LABELS, "type") and value.strip():
            found.setdefault(prefix, {})[label.casefold()] = value.strip()
    return found


def _names(told: dict[str, dict[str, str]], values: dict[str, tuple[str, str]]) -> dict[str, str]:
    names = {prefix: name for prefix, _ in values.values() if prefix in told and (name := _name(told[prefix]))}
    return names | {prefix: _last(prefix) for prefix, part in values.values() if part and prefix not in names}


def _last(prefix: str) -> str:
    """A value in parts under no label: `Adres[value][city]` is `Adres[city]`."""
    return prefix.removesuffix("]").rpartition("[")[2]


def _name(labels: dict[str, str]) -> str:
    """An `id` that says nothing: a field of many lines is the message."""
    name = next((labels[label] for label in LABELS[:-1] if label in labels), "")
    if name:
        return name
    told = labels.get("id", "")
    if not meaning_of(told, {}) and labels.get("type") == "textarea":
        return "message"
    return "" if told.isdigit() else told
