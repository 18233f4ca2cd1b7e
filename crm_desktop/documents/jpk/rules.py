"""What JPK_MAG asks of a company and its documents. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crm_desktop.documents.jpk.records import Group, MagDocument, MagFault, MagPeriod
from db.vocabulary import DocumentKind

MOST_LETTERS = 256
OFFICE = re.compile(r"(0[2468]|[12][02468]|3[02])\d{2}")
_HOUSE = re.compile(
    r"^(?:(?P<street>.*?)\s+)?(?P<house>\d+\s?[A-Za-z]?(?:-\d+[A-Za-z]?)?)"
    r"(?:\s*(?:/|\bm\.?\s*|\blok\.?\s*)\s*(?P<flat>\w+))?$"
)
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GROUPS = {
    DocumentKind.PZ: Group.PZ,
    DocumentKind.PZK: Group.PZ,
    DocumentKind.PW: Group.PW,
    DocumentKind.PWK: Group.PW,
    DocumentKind.WZ: Group.WZ,
    DocumentKind.WZK: Group.WZ,
    DocumentKind.WZKK: Group.WZ,
    DocumentKind.RW: Group.RW,
    DocumentKind.RWK: Group.RW,
    DocumentKind.RWKK: Group.RW,
    DocumentKind.INW: Group.INW,
}
COMING_IN = frozenset((Group.PZ, Group.PW, Group.MM_IN))
_NEEDS_PARTY = {Group.PZ: "supplier", Group.WZ: "recipient"}
IN_VERSION_1 = (Group.PZ, Group.WZ, Group.RW, Group.MM_IN, Group.MM_OUT)


@dataclass(frozen=True, slots=True)
class House:
    street: str
    house: str
    flat: str


def group_of(kind: DocumentKind, direction: int) -> Group:
    """Where a document stands; of a transfer `direction` is positive where it brought goods to the warehouse that the
    file is about, or corrects what did."""
    return _GROUPS.get(kind) or (Group.MM_IN if direction >= 0 else Group.MM_OUT)


def house_of(address: str) -> House:
    """ "ul. Młyńska 12/4" -> ul. Młyńska, 12, 4; "12" in a village without streets -> "", 12. No number: house ""."""
    found = _HOUSE.match(address.strip())
    if found is None:
        return House(address.strip(), "", "")
    return House(found["street"] or "", found["house"].replace(" ", ""), found["flat"] or "")


def token(text: str) -> str:
    """As the schema's texts are: one line, no letter that XML cannot hold, at most 256 letters."""
    return " ".join(_FORBIDDEN.sub(" ", text).split())[:MOST_LETTERS].rstrip()


def faults_of(period: MagPeriod) -> Iterator[MagFault]:
    """ALL that is missing, the company first, then document by document."""
    yield from _company_faults(period)
    for document in period.documents:
        yield from _document_faults(period, document)


def _company_faults(period: MagPeriod) -> Iterator[MagFault]:
    company = period.company
    needed = {"name": company.name, "nip": company.nip, "city": company.city, "tax_office": company.tax_office}
    if company.country == "PL":
        house = house_of(company.street)
        needed |= {
            "street": house.house,
            "postal_code": company.postal_code,
            "province": company.province,
            "county": company.county,
            "commune": company.commune,
        }
    elif period.version == 1:
        yield MagFault("", 0, "country", "polish_only", company.country)
    for field, value in needed.items():
        if not value.strip():
            yield MagFault("", 0, field, f"no_{field}", company.street if field == "street" else "")
    if company.tax_office and not OFFICE.fullmatch(company.tax_office):
        yield MagFault("", 0, "tax_office", "odd_tax_office", company.tax_office)


def _document_faults(period: MagPeriod, document: MagDocument) -> Iterator[MagFault]:
    party = _NEEDS_PARTY.get(document.group)
    if party and not token(document.party):
        yield MagFault(document.number, 0, party, f"no_{party}")
    for line in document.lines:
        if not token(line.name):
            yield MagFault(document.number, line.position, "name", "no_goods_name", line.code)
        if not token(line.unit) and (period.version == 1 or document.group is Group.INW):
            yield MagFault(document.number, line.position, "unit", "no_unit", line.code)
        if line.value is None and period.valued and document.group is not Group.INW:
            yield MagFault(document.number, line.position, "cost", "no_cost", line.code)
