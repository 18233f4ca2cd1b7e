"""What a value is by its shape: an e-mail, a phone. Senders put them into each other's fields."""

import re
from urllib.parse import unquote_plus

from crm_desktop.customers.rules import nip_is_valid, normal_nip, normal_phone
from crm_desktop.intake.formats.charsets import one_line

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"']{1,64}@[^\s@<>()\[\],;:\"']{1,180}\.[^\s@<>()\[\],;:\"'.]{2,40}")
_PHONE = re.compile(r"\(?\+?\(?\d[\d\s().\-/]{5,24}\d(?:\s?(?:wew|ext|x)\.?\s?\d{1,6})?")
_NIP = re.compile(r"\bNIP\b\D{0,8}((?:PL)?[\d\- ]{10,16})", re.IGNORECASE)
_NIP_BEHIND = re.compile(r"[\s,;(\-–|/]*\bNIP\b\W{0,4}(?:PL)?[\d\- ]{10,16}\W*$", re.IGNORECASE)
_PHONE_TOLD = re.compile(
    r"\b(?:tel|telefon\w{0,2}|phone|mobile|kom|komórka|mob|gsm|handy|whatsapp|numer|t|m)\b[.:\s]{1,3}"
    r"(?:(?:kom|mob|nr|numer)\b[.:\s]{1,3})?(\+?[\d() ][\d() \-]{7,18}\d)",
    re.IGNORECASE,
)
_PHONE_ALONE = re.compile(
    r"^[ \t>*]*(?:(?:\+|00)48[ -]?\d{9}|(?:(?:\+|00)48[ -]?|\(\+48\) ?)?"
    r"(?:\d{3}[ -]\d{3}[ -]\d{3}|\d{2}[ -]\d{3}[ -]\d{2}[ -]\d{2}))[ \t]*$",
    re.MULTILINE,
)
"""A line of a signature that is nothing but a number, written as people write telephones."""
_MOBILE_ALONE = re.compile(r"(?<=\n)(?:45|5[0137]|6[069]|7[2389]|88)\d{7}(?=\s*(?:\n|$))")
_MOBILE = re.compile(r"(?:00)?(?:48)?(?:45|5[0137]|6[069]|7[2389]|88)\d{7}")
_CAMPAIGN = re.compile(r"[?&]utm_campaign=([^&#\s]{1,240})")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4}")


def email_in(text: str) -> str:
    """ "Jan <jan@firma.pl>" -> "jan@firma.pl"; "" when there is none, or several."""
    if len(text) > 400:
        return ""
    found = _EMAIL.findall(text)
    bare = text.strip() if len(found) == 1 else ""
    return found[0] if bare and (bare == found[0] or f"<{found[0]}>" in bare or bare == f"mailto:{found[0]}") else ""


def first_email(text: str) -> str:
    """The first address of a field that is meant for one."""
    found = _EMAIL.search(text[:400])
    return found[0] if found else ""


def emails_in(text: str) -> list[str]:
    return _EMAIL.findall(text[:20_000])


def phone_told(text: str) -> str:
    """The phone that stands with its word in a text, as in a signature; of several the first mobile, else the first."""
    found = [one_line(one) for one in _PHONE_TOLD.findall(text)]
    if not found:
        found = [one_line(one[0]) for one in _PHONE_ALONE.finditer(text)]
        found += [one[0] for one in _MOBILE_ALONE.finditer(text)]
    return next((one for one in found if _MOBILE.fullmatch(re.sub(r"\D", "", one))), next(iter(found), ""))


def is_phone(text: str) -> bool:
    plain = text.strip()
    return len(plain) <= 40 and bool(_PHONE.fullmatch(plain)) and not _DATE.fullmatch(plain)


def is_usable_phone(text: str) -> bool:
    """What someone wrote into a field for phones: at least seven digits, few other signs."""
    return len(text) <= 60 and bool(normal_phone(text)) and sum(char.isalpha() for char in text) <= 12


def is_valid_nip(text: str) -> bool:
    return len(text) <= 40 and nip_is_valid(normal_nip(text))


def nip_told(text: str) -> str:
    """The one valid NIP that a person wrote into a text; "" for none or several."""
    found = {re.sub(r"\D", "", one) for one in _NIP.findall(text[:20_000]) if is_valid_nip(one.strip(" -"))}
    return next(iter(found)) if len(found) == 1 else ""


def without_nip(name: str) -> str:
    """ "Cukiernia Ola, NIP 123-456-32-18" -> "Cukiernia Ola"."""
    return _NIP_BEHIND.sub("", name[:400]) or name


def campaign_in(address: str) -> str:
    """ "https://sklep.pl/?utm_campaign=wiosna" -> "wiosna"; "" for none."""
    found = _CAMPAIGN.search(address) if "utm_campaign=" in address else None
    return one_line(unquote_plus(found[1])) if found else ""
