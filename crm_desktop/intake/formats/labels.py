"""Form makers send a field as an object: its name in one key, its value in another. Here the two meet again."""

import re

from crm_desktop.intake.field_maps import meaning_of

_VALUE = re.compile(r"^(.{1,160})\[(?:values?|answer)\]$", re.DOTALL)
_LABELS = ("label", "title", "question", "name", "key")


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
        if prefix in values and label in _LABELS and value.strip():
            found.setdefault(prefix, {})[label] = value.strip()
    return {prefix: next(labels[label] for label in _LABELS if label in labels) for prefix, labels in found.items()}
