"""Form makers send a field as an object: its name in one key, its value in another. Here the two meet again."""

import re

from crm_desktop.intake.field_maps import meaning_of

_VALUE = re.compile(r"^(.{1,160}?)\[(?:values?|answer|response|field_?value)\]((?:\[[^\[\]]{1,80}\]){0,4})$", re.DOTALL)
_PART = re.compile(r"([a-z_0-9]{2,20}) = (.*)")
LABELS = ("label", "title", "question", "field_label", "fieldname", "field_name", "name", "field", "key", "id")
"""What a field is called by, the best first: an `id` where its maker showed no label."""
_OWN = frozenset(
    "type required raw_value value_raw order position objecttypeid ref tag placeholder fieldid field_id form_id"
    " fieldtype field_type options first middle last value_id valueid visible index section group page".split()
)
"""What a maker keeps beside a value and nobody filled in; a name in parts stands whole in the value."""
VALUES = frozenset("value values answer response fieldvalue field_value".split())
DESCRIBING = _OWN | VALUES | set(LABELS)


def labelled(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """`fields[3][label]=E-mail`, `fields[3][value]=x` -> `E-mail=x`; what only describes `fields[3]` goes."""
    pairs = tuple(pair for key, value in pairs for pair in _in_parts(key, value))
    values = {found[1]: found[2] for key, _ in pairs if (found := _VALUE.match(key))}
    names = _names(pairs, values) if values else {}
    if not names:
        return list(pairs)
    kept = []
    for key, value in pairs:
        prefix = _prefix(key, names)
        if not prefix:
            kept.append((key, value))
            continue
        found = _VALUE.match(key)
        if found:
            name = names[prefix] + found[2]
            kept.append((name if meaning_of(name, {}) or not meaning_of(key, {}) else key, value))
        elif not _describes(key.removeprefix(prefix)):
            kept.append((key, value))
    return kept


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
    """The field that `key` belongs to; "" for none."""
    end = key.find("[")
    while end > 0:
        if key[:end] in names:
            return key[:end]
        end = key.find("[", end + 1)
    return ""


def _names(pairs: tuple[tuple[str, str], ...], values: dict[str, str]) -> dict[str, str]:
    found: dict[str, dict[str, str]] = {}
    for key, value in pairs:
        prefix, _, label = key.removesuffix("]").rpartition("[")
        if prefix in values and label.casefold() in (*LABELS, "type") and value.strip():
            found.setdefault(prefix, {})[label.casefold()] = value.strip()
    names = {prefix: name for prefix, labels in found.items() if (name := _name(labels))}
    return names | {prefix: _last(prefix) for prefix, part in values.items() if part and prefix not in names}


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
