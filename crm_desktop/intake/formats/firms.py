"""What a person's own words tell of who writes and of the firm to invoice."""

import re
from dataclasses import dataclass
from itertools import pairwise

from crm_desktop.intake.formats.contacts import is_valid_nip
from crm_desktop.intake.formats.parted import street_code_town

LONGEST = 20_000
ABOVE = 6
"""So many lines a signature may have between the firm and its NIP."""
_NIP = re.compile(
    r"\b(?:NIP|VAT(?:[- ]?ID| EU)?|USt-?Id(?:-?Nr\.?)?|tax id)\b\W{0,6}((?:PL)?[ -]?\d[\d\- ]{8,14}\d)", re.I
)
_FORM = re.compile(
    r"\b(?:sp(?:ółka|olka)?\.?\s*z\s*(?:o\.?\s*o\.?|ograniczon\w+)|sp\.?\s*[jkp]\.?|s\.\s?a\.|s\.\s?c\.|P\.?P\.?H\.?U?\.?"
    r"|F\.?H\.?U?\.?|GmbH|s\.r\.o\.|Ltd\.?|spółka|spółdzielnia)(?=[\s,;.)|]|$)",
    re.IGNORECASE,
)
_INVOICE = re.compile(
    r"^.{0,60}?\b(?:faktur\w*|fv|f-r[aęy]|rechnung|invoice)\b[^:\n]{0,40}?"
    r"(?::|\bna\b(?: firmę)?:?|\bdla\b:?)\s*(.{3,300})$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]*(?:-[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]*)?\.?")
_STREET = re.compile(r"\b(?:ul|al|pl|os)\.|\d{2}-\d{3}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Firm:
    company: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""


def firm_told(text: str) -> Firm:
    """The firm beside the one valid NIP of the text; nothing of it for none or several."""
    found = [one for one in _NIP.finditer(text[:LONGEST]) if is_valid_nip(one[1].strip(" -"))]
    if not found or len({re.sub(r"\D", "", one[1]) for one in found}) != 1:
        return Firm()
    lines = text[:LONGEST].split("\n")
    at = text.count("\n", 0, found[0].start())
    around = [_bare(line) for line in lines[max(0, at - ABOVE) : at + 4]]
    own = _INVOICE.match(lines[at].strip(" *-•"))
    parts = [part for line in ([own[1]] if own else around) for part in _parts(line)]
    above = [part for line in around if (said := _INVOICE.match(line)) for part in _parts(said[1])]
    parts = [*above, *parts]
    company = next((part for part in parts if _FORM.search(part)), "")
    if not company and (own or above):
        company = next((part for part in parts if not _STREET.search(part)), "")
    place = next((told for part in _places(parts) if (told := street_code_town(part))[1]), ("", "", ""))
    return Firm(company[:200], *place)


def _bare(line: str) -> str:
    return line.strip(" \t>*-•|")


def _parts(line: str) -> list[str]:
    """A line between its commas, without the NIP."""
    plain = _NIP.sub(" ", line)
    return [
        part
        for one in re.split(r"[,;|]", plain)
        if (part := one.lstrip(" .:-–(").rstrip(" :-–(")) and any(map(str.isalpha, part))
    ]


def _places(parts: list[str]) -> list[str]:
    """A street and a town stand beside each other, with a comma or in two lines."""
    beside = [f"{left}, {right}" for left, right in pairwise(parts)]
    return [
        part
        for part in (*beside, *parts)
        if re.search(r"\d{2}-\d{3}", part) and re.match(r"\D{2,40}\d|(?:ul|al)\.", part)
    ]


def name_and_firm(told: str) -> tuple[str, str]:
    """ "Jan Malinowski | Hotel Pod Różą" -> the person and the firm, whichever stands first; else the name as it is."""
    left, sign, right = told.partition(" | ")
    if not sign:
        left, sign, right = told.partition(" – ") if " – " in told else told.partition(" - ")
    left, right = left.strip(), right.strip()
    if not sign or not left or not right:
        return told, ""
    if _is_person(left) and not _is_person(right):
        return left, right
    if _is_person(right) and (not _is_person(left) or _FORM.search(left)):
        return right, left
    return (left, right) if _is_person(left) else (told, "")


def writer_beside(text: str, email: str) -> str:
    """The person of the block of lines in which the address stands; "" for none."""
    blocks = re.split(r"\n\s*\n", text[:LONGEST])
    block = next((one for one in blocks if email in one), "")
    return next((line for one in block.split("\n") if _is_person(line := one.strip(" \t>*-•,;:"))), "")


def _is_person(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 3 and not _FORM.search(text) and all(_NAME.fullmatch(word) for word in words)
