"""EDI++ (EPP) version 1.05 as InsERT describes it: what Subiekt takes in. Written by the description, untried there.

Sections [INFO], then of each document [NAGLOWEK] and [ZAWARTOSC], then the files of customers and goods; a record a
line, fields by commas, texts in quotes, Windows-1250, an empty line at the end.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from crm_desktop.exchange.invoicing.records import InvoicedDocument, InvoicedLine
from crm_desktop.money import MINOR_SCALE, PRICE_SCALE, QUANTITY_SCALE, divide_half_away, vat_on_net
from crm_desktop.paper import country_name
from crm_desktop.settings import Company
from crm_desktop.vat import gross_price, percent_of, vat_by_rate
from db.vocabulary import DocumentKind, VatRate

VERSION, OTHER_PURPOSE, CODE_PAGE = "1.05", 3, 1250
DONE, GOODS, BOTH_WAYS = 1, 1, 0
PROGRAM = "CRM"
_UNION = frozenset("AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
Field = str | int | Decimal | date | bool | None


def epp(
    documents: Sequence[InvoicedDocument], company: Company, *, since: date, until: date, made_at: datetime, by: str
) -> bytes:
    """W-Z alone: a correction has no place of its own in this format."""
    issued = [document for document in documents if document.kind is DocumentKind.WZ]
    lines = ["[INFO]", _record(_info(company, issued, since, until, made_at, by)), ""]
    for document in issued:
        lines += ["[NAGLOWEK]", _record(_heading(document, company)), "", "[ZAWARTOSC]"]
        lines += [_record(_line(line)) for line in document.lines]
        lines.append("")
    for word, records in (("KONTRAHENCI", _customers(issued)), ("TOWARY", _goods(issued))):
        lines += ["[NAGLOWEK]", f'"{word}"', "", "[ZAWARTOSC]", *map(_record, records), ""]
    return "\r\n".join([*lines, ""]).encode("cp1250", errors="replace")


def _record(fields: Iterable[Field]) -> str:
    return ",".join(_written(field) for field in fields)


def _written(field: Field) -> str:
    match field:
        case None | "":
            return ""
        case bool():
            return "1" if field else "0"
        case int():
            return str(field)
        case Decimal():
            return f"{field:.4f}"
        case datetime():
            return f"{field:%Y%m%d%H%M%S}"
        case date():
            return f"{field:%Y%m%d}000000"
        case str():
            quoted = " ".join(field.split()).replace('"', '""')
            return f'"{quoted}"'


def _cut(text: str, most: int) -> str:
    return " ".join(text.split())[:most]


def _money(minor: int) -> Decimal:
    return Decimal(minor) / 100


def _quantity(thousandths: int) -> Decimal:
    return Decimal(thousandths) / 1000


def _price(ten_thousandths: int) -> Decimal:
    return Decimal(ten_thousandths) / 10_000


def _info(
    company: Company, documents: Sequence[InvoicedDocument], since: date, until: date, made_at: datetime, by: str
) -> Iterator[Field]:
    house = {document.warehouse for document in documents}
    code = house.pop() if len(house) == 1 else ""
    yield from (VERSION, OTHER_PURPOSE, CODE_PAGE, PROGRAM, PROGRAM)
    yield from (_cut(company.name, 40), _cut(company.name, 80), _cut(company.city, 30), _cut(company.postal_code, 6))
    yield from (_cut(company.street, 50), company.nip, _cut(code, 20), _cut(code, 40), None, None)
    yield from (True, since, until, _cut(by, 35), made_at.replace(tzinfo=None))
    yield from (country_name(company.country, "pl").capitalize(), company.country, None, False)


def _heading(document: InvoicedDocument, company: Company) -> Iterator[Field]:
    """The 62 fields of table 3."""
    by_rate = vat_by_rate((line.vat_rate, line.printed.value) for line in document.lines)
    net, vat = (sum(part) for part in zip(*by_rate.values(), strict=True)) if by_rate else (0, 0)
    zero, whom = Decimal(0), document.recipient
    yield from ("WZ", DONE, 0, document.sequence, None, None, _cut(document.number, 30), None, None)
    yield from (_cut(document.order_number, 30), None)
    yield from _party(document)
    yield from ("Sprzedaż", "Wydanie zewnętrzne", _cut(company.city, 30))
    yield from (document.issued_on, document.moved_on, None, len(document.lines), True, None)
    yield from (_money(net), _money(vat), _money(net + vat), zero, None, zero, None, None)
    yield from (zero, _money(net + vat), 0, 0, True, 0, _cut(document.issued_by, 35), None, None, zero, zero)
    yield from (document.currency, Decimal(1), _cut(document.note, 255), None, None, None, 0, False, 0)
    yield from (None, zero, None, zero)
    yield from (country_name(whom.country, "pl").capitalize(), whom.country, whom.country in _UNION - {"PL"})


def _party(document: InvoicedDocument) -> Iterator[Field]:
    whom = document.recipient
    yield from (_cut(document.customer_code, 20), _cut(whom.name, 40), _cut(whom.name, 255), _cut(whom.city, 30))
    yield from (_cut(whom.postal_code, 6), _cut(whom.street, 50), _cut(whom.nip, 20))


def _line(line: InvoicedLine) -> Iterator[Field]:
    """The 22 fields of table 7; the price is what is left of it behind any discount."""
    printed, zero = line.printed, Decimal(0)
    price = printed.unit_price
    if printed.quantity:
        price = divide_half_away(abs(printed.value) * PRICE_SCALE * QUANTITY_SCALE, abs(printed.quantity) * MINOR_SCALE)
    percent = percent_of(line.vat_rate)
    vat = vat_on_net(printed.value, percent)
    yield from (printed.position, GOODS, _cut(printed.code, 20), True, True, False, True, zero, zero)
    yield from (_cut(printed.unit, 10), _quantity(printed.quantity), _quantity(printed.quantity), zero)
    yield from (_price(price), _price(gross_price(price, line.vat_rate)), Decimal(percent))
    yield from (_money(printed.value), _money(vat), _money(printed.value + vat), zero, None, None)


def _customers(documents: Iterable[InvoicedDocument]) -> Iterator[list[Field]]:
    """The 30 fields of table 10, each customer once."""
    known: dict[str, InvoicedDocument] = {document.customer_code: document for document in documents}
    for code, document in sorted(known.items()):
        whom = document.recipient
        told: list[Field] = [BOTH_WAYS, _cut(code, 40), _cut(whom.name, 40), _cut(whom.name, 80), _cut(whom.city, 30)]
        told += [_cut(whom.postal_code, 6), _cut(whom.street, 50), _cut(whom.nip, 20), *[None] * 19]
        country = country_name(whom.country, "pl").capitalize()
        yield [*told, country, whom.country, whom.country in _UNION - {"PL"}]


def _goods(documents: Iterable[InvoicedDocument]) -> Iterator[list[Field]]:
    """The 42 fields of table 13, each product once, as it was sold last."""
    known = {line.printed.code: line for document in documents for line in document.lines}
    for code, line in sorted(known.items()):
        percent = Decimal(percent_of(line.vat_rate))
        symbol = line.vat_rate.value if line.vat_rate in (VatRate.EXEMPT, VatRate.OUTSIDE, VatRate.REVERSE) else ""
        symbol = symbol or str(percent_of(line.vat_rate))
        name = line.printed.name
        told: list[Field] = [GOODS, _cut(code, 20), None, _cut(line.barcode, 20), _cut(name, 50), _cut(name, 255)]
        told += [_cut(name, 50), None, None, _cut(line.printed.unit, 10), symbol, percent, symbol, percent]
        yield [*told, *[None] * (42 - len(told))]
