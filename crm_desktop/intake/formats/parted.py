"""Values that come in parts, or several in one: a street with its house and flat, a code with its town, a prefix."""

import re

from crm_desktop.intake.field_maps import squeezed

Pair = tuple[str, str]
_HOUSE = frozenset("nrdomu numerdomu nrbudynku housenumber houseno hausnummer hausnr buildingnumber".split())
_FLAT = frozenset("nrlokalu numerlokalu nrmieszkania numermieszkania lokal flatnumber apartment apt flat".split())
_SECOND = frozenset("address2 addressline2 addrline2 addresssecond line2 street2 adrescd adres2 streetaddress2".split())
_PREFIX = frozenset(
    "kierunkowy numerkierunkowy prefix phoneprefix phonecountrycode phonecode dialcode phonecountry areacode area"
    " vorwahl predvolba".split()
)
_CODE = r"(?:[A-Z]{1,2}[- ])?(?:\d{2}-\d{3}|\d{3} \d{2}|\d{4,5})"
_CODE_AND_TOWN = re.compile(rf"({_CODE})[\s,/]+([^\W\d_][^\d,;]{{1,60}})")
_TOWN_AND_CODE = re.compile(r"([^\W\d_][^\d,;]{1,60}?)[\s,/]+(\d{2}-\d{3})")
_WHOLE = re.compile(
    r"(.{2,120}?)[\s,;]+(\d{2}-\d{3}),?\s+([^\W\d_][^\d,;]{1,60})(?:[,;]\s*(?:polska|poland|pl))?", re.I
)
_WHOLE_TURNED = re.compile(r"(.{2,120}?)\s*[,;]\s*([^\W\d_][^\d,;]{1,60}?)[\s,]+(\d{2}-\d{3})")
_WHOLE_ABROAD = re.compile(rf"(.{{2,120}}?)\s*[,;]\s*({_CODE})\s+([^\W\d_][^\d,;]{{1,60}})")


def code_and_town(text: str) -> tuple[str, str]:
    """ "61-001 Poznań", "Poznań 61-001" -> ("61-001", "Poznań"); all else is a code without a town."""
    found = _CODE_AND_TOWN.fullmatch(text)
    if found:
        return found[1], found[2].strip()
    turned = _TOWN_AND_CODE.fullmatch(text)
    return (turned[2], turned[1].strip()) if turned else (text, "")


def street_code_town(text: str) -> tuple[str, str, str]:
    """ "ul. Polna 1/2, 61-001 Poznań" -> its three parts; what tells no code is a street."""
    turned = _WHOLE_TURNED.fullmatch(text)
    if turned:
        return turned[1].strip(" ,;"), turned[3], turned[2].strip()
    found = _WHOLE.fullmatch(text) or _WHOLE_ABROAD.fullmatch(text)
    return (found[1].strip(" ,;"), found[2], found[3].strip()) if found else (text, "", "")


def whole_street(street: str, rest: list[Pair]) -> str:
    """With the house and flat, or the second line, that stand in fields of their own; those leave `rest`."""
    if not street:
        return street
    house, flat, second = (_taken(rest, names) for names in (_HOUSE, _FLAT, _SECOND))
    number = "/".join(part for part in (house, flat) if part) if house else ""
    line = f"{street} {number}".strip()
    more = [second] if house or not flat else [flat, second]
    return ", ".join(part for part in (line, *more) if part)


def whole_phone(phone: str, rest: list[Pair]) -> str:
    """With the prefix that was chosen beside it."""
    phone = re.sub(r"^(?:p|tel|telefon|phone|kom|mob|mobile|gsm|nr)\b[.:\s]*(?=[+\d(])", "", phone, flags=re.IGNORECASE)
    if not phone or phone.startswith(("+", "00")):
        return phone
    for pair in rest:
        if _last(pair[0]) in _PREFIX and re.fullmatch(r"\(?\+?\(?\d{1,4}\)?", pair[1]):
            rest.remove(pair)
            return f"{pair[1]} {phone}"
    return phone


def _taken(rest: list[Pair], names: frozenset[str]) -> str:
    pair = next((one for one in rest if _last(one[0]) in names and len(one[1]) <= 60), None)
    if pair is None:
        return ""
    rest.remove(pair)
    return " ".join(pair[1].split())


def _last(key: str) -> str:
    """ "q6_address[addr_line2]" -> "addrline2"; of "phone[country]" the holder counts as well."""
    parts = [part for part in re.split(r"[\[\]]+", key) if part]
    last = squeezed(parts[-1]) if parts else ""
    return f"phone{last}" if last in ("country", "code") and len(parts) > 1 and "phone" in squeezed(parts[-2]) else last
