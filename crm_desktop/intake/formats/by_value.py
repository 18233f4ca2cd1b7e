"""What a value without a telling key is by itself: a firm by its legal form, a person by the e-mail beside it."""

import re

from crm_desktop.folding import fold
from crm_desktop.intake.formats.contacts import is_valid_nip

Pair = tuple[str, str]
_FORM = re.compile(
    r"\b(?:sp(?:ółka)?\.?\s*z\s*o\.?\s*o\.?|sp\.?\s*[jkp]\.?|s\.\s?a\.|s\.\s?c\.|gmbh|s\.r\.o\.|ltd\.?|llc|inc\.)(?=[\s,;)]|$)",
    re.IGNORECASE,
)
_NIP = re.compile(r"(?:PL[ -]?)?\d{3}[- ]\d{3}[- ]\d{2}[- ]\d{2}|PL[ -]?\d{10}")
_PHONE = re.compile(r"(?:\+|00)\d{2}[ -]?\d{3}[ -]?\d{3}[ -]?\d{3}|\d{3}[ -]\d{3}[ -]\d{3}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
LEAST_WORDS, LEAST_LETTERS = 4, 20


def is_firm(value: str) -> bool:
    return len(value) <= 200 and bool(_FORM.search(value))


def is_written_nip(value: str) -> bool:
    return len(value) <= 20 and bool(_NIP.fullmatch(value)) and is_valid_nip(value)


def is_written_phone(value: str) -> bool:
    """Grouped or with its country, as nothing else is written."""
    return len(value) <= 20 and bool(_PHONE.fullmatch(value))


def names_in(rest: list[Pair], email: str) -> list[Pair]:
    """Values whose every word stands in the e-mail: "Anna Kamińska" of anna.kaminska@firma.pl."""
    local = fold(email.partition("@")[0])
    told = [(key, value) for key, value in rest if len(value) <= 60 and "@" not in value]
    return [pair for pair in told if (words := _WORD.findall(pair[1])) and _all_in(words, local, pair[1])]


def _all_in(words: list[str], local: str, value: str) -> bool:
    whole = " ".join(words) == " ".join(value.split())
    return (
        whole and len(words) <= 3 and all(len(word) > 2 and word[0].isupper() and fold(word) in local for word in words)
    )


def free_text(rest: list[Pair]) -> Pair | None:
    """The longest of what only a person writes: several words with a full stop, a question or several lines."""
    told = [pair for pair in rest if len(pair[1]) >= LEAST_LETTERS and len(pair[1].split()) >= LEAST_WORDS]
    written = [pair for pair in told if re.search(r"[.?!…](?:\s|$)|\n", pair[1]) and "://" not in pair[1]]
    return max(written, key=lambda pair: len(pair[1]), default=None)
