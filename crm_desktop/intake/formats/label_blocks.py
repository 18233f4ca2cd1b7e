"""A label in a line of its own and its value in the next, as many form mails have it -> fields."""

import re

from crm_desktop.intake.field_maps import meaning_of
from crm_desktop.intake.formats.contacts import first_email, is_usable_phone

Pair = tuple[str, str]
MOST_LINES = 400
LONGEST_LABEL = 80
MOST_WORDS = 6
_TRIMMED = " \t*#:_-–—•·>\xa0"
_NO_LABEL = re.compile(r"@|https?:|\d{3}|[.!,;]$")
_LABELLED = re.compile(r"([^\W\d_][^:\n]{0,40}):\s+(\S.*)")
_ONE_LINE = frozenset(
    "name first_name last_name company nip email phone subject product quantity postal_code city country".split()
)
"""What is told in one line: whatever stands below it is the next label."""
_WANTED = ("email", "phone")


def block_pairs(lines: list[str]) -> tuple[list[Pair], int | None]:
    """(the pairs, how many lines with something in them stand before the first); no pairs for what a person wrote."""
    told = [line.strip() for line in lines if line.strip()][:MOST_LINES]
    first = next((number for number, line in enumerate(told) if _meaning(line)), None)
    if first is None or len(told) - first < 4:
        return [], None
    pairs = _paired(told[first:])
    return (pairs, first) if _is_form(pairs) else ([], None)


def _paired(lines: list[str]) -> list[Pair]:
    pairs: list[Pair] = []
    place = 0
    while place < len(lines):
        line, last = lines[place], _meaning(pairs[-1][0]) if pairs else ""
        after = lines[place + 1] if place + 1 < len(lines) else ""
        known = bool(_meaning(line)) and bool(after) and not (last == "message" and line.endswith("?"))
        begins = known if last not in _ONE_LINE else bool(after) and _is_short(line)
        if not pairs or begins:
            empty = bool(_meaning(after)) and not after.endswith("?") and _is_told(line, lines[place + 2 : place + 3])
            pairs.append((line.strip(_TRIMMED), "" if empty else after))
            place += 1 if empty else 2
        else:
            own = _LABELLED.fullmatch(line) if last in _ONE_LINE else None
            pairs[-1:] = [pairs[-1], (own[1], own[2])] if own else [(pairs[-1][0], f"{pairs[-1][1]}\n{line}")]
            place += 1
    return pairs


def _is_told(label: str, beyond: list[str]) -> bool:
    """Two labels in a row: the first has no value, unless the second is an answer and a label follows it."""
    return not (beyond and _meaning(beyond[0])) or _meaning(label) in _WANTED


def _meaning(line: str) -> str:
    return meaning_of(line.strip(_TRIMMED), {}) if _is_short(line) else ""


def _is_short(line: str) -> bool:
    return len(line) <= LONGEST_LABEL and len(line.split()) <= MOST_WORDS and not _NO_LABEL.search(line)


def _is_form(pairs: list[Pair]) -> bool:
    """An e-mail or a phone stands where its label says, and never anything else: prose does not do that."""
    told = [(meaning, value) for label, value in pairs if value and (meaning := _meaning(label)) in _WANTED]
    fits = [first_email(value) if meaning == "email" else is_usable_phone(value) for meaning, value in told]
    return bool(fits) and all(fits) and len({_meaning(label) for label, _ in pairs} - {""}) > 1
