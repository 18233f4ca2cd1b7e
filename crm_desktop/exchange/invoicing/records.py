"""Issued documents as an invoicing program wants them. Quantities thousandths, prices ten-thousandths, amounts
minor units."""

from dataclasses import dataclass
from datetime import date

from crm_desktop.documents.records import PaperLine, Party
from db.vocabulary import DocumentKind, VatRate


@dataclass(frozen=True, slots=True)
class InvoicedLine:
    """The line as it was printed, with the VAT rate of the order (else of the goods) and a barcode of the goods."""

    printed: PaperLine
    vat_rate: VatRate
    barcode: str


@dataclass(frozen=True, slots=True)
class InvoicedDocument:
    """`sequence` counts within its series; `warehouse` its code."""

    kind: DocumentKind
    number: str
    sequence: int
    issued_on: date
    moved_on: date
    warehouse: str
    customer_code: str
    recipient: Party
    order_number: str
    currency: str
    corrects: str
    corrected_day: date | None
    issued_by: str
    note: str
    lines: tuple[InvoicedLine, ...]
