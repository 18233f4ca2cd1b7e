"""Form makers send a field as an object: its name in one key, its value in another. Here the two meet again."""

import re

from crm_desktop.intake.field_maps import meaning_of

_VALUE = re.compile(r"^(.{1,160})\[(?:values?|answer)\]$", re.DOTALL)
_LABELS = ("label", "title", "question", "name", "key", "id")
"""What a field is called by, the best first: an `id` where its maker showed no label."""


def labelled(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """`fields[3][label]=E-mail`, `fields[3][value]=x` -> `E-mail=x`; what else stands under `fields[3]` goes."""
    values = {found[1] for key, _ in pairs if (found := _VALUE.match(key))}
    names = _names(pairs, values) if values else {}
    if not names:
        return list(pairs)
    kept = []
    for key, value in pairs:
        prefix = _prefix(key, names)
        if not prefix:
            kept.append((key, value))
        elif _VALUE.match(key):
            kept.append((names[prefix] if meaning_of(names[prefix], {}) or not meaning_of(key, {}) else key, value))
    return kept


def _prefix(key: str, names: dict[str, str]) -> str:
    """The field that `key` belongs to; "" for none."""
    end = key.find("[")
    while end > 0:
        if key[:end] in names:
            return key[:end]
        end = key.find("[", end + 1)
    return ""


def _names(pairs: tuple[tuple[str, str], ...], values: set[str]) -> dict[str, str]:
    found: dict[str, dict[str, str]] = {}
    for key, value in pairs:
        prefix, _, label = key.removesuffix("]").rpartition("[")
        if prefix in values and label in (*_LABELS, "type") and value.strip():
            found.setdefault(prefix, {})[label] = value.strip()
    return {prefix: name for prefix, labels in found.items() if (name := _name(labels))}


def _name(labels: dict[str, str]) -> str:
    """An `id` that says nothing: a field of many lines is the message."""
    name = next((labels[label] for label in _LABELS[:-1] if label in labels), "")
    if name:
        return name
    told = labels.get("id", "")
    if not meaning_of(told, {}) and labels.get("type") == "textarea":
        return "message"
    return "" if told.isdigit() else told
