"""Writes the W-Z of a period for the invoicing program, by the ending of the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crm_desktop import clock, settings
from crm_desktop.errors import InvalidValue, WrongCall
from crm_desktop.exchange.invoicing.epp import epp
from crm_desktop.exchange.invoicing.gathering import invoiced
from crm_desktop.exchange.invoicing.records import InvoicedDocument
from crm_desktop.exchange.tables import Cell, Column, Kind, Table
from crm_desktop.exchange.writing import write_table
from crm_desktop.money import price_text
from crm_desktop.words import say
from crm_desktop.work import Actor
from db.session import Database
from db.vocabulary import DocumentKind

ENDINGS = (".epp", ".csv", ".xlsx")
_COLUMNS = (
    ("document", Kind.TEXT),
    ("issued_on", Kind.DAY),
    ("moved_on", Kind.DAY),
    ("warehouse", Kind.TEXT),
    ("customer_code", Kind.TEXT),
    ("customer", Kind.TEXT),
    ("nip", Kind.TEXT),
    ("street", Kind.TEXT),
    ("postal_code", Kind.TEXT),
    ("city", Kind.TEXT),
    ("country", Kind.TEXT),
    ("order", Kind.TEXT),
    ("corrects", Kind.TEXT),
    ("position", Kind.COUNT),
    ("product_code", Kind.TEXT),
    ("barcode", Kind.TEXT),
    ("product_name", Kind.TEXT),
    ("unit", Kind.TEXT),
    ("quantity", Kind.QUANTITY),
    ("unit_price", Kind.TEXT),
    ("value", Kind.MONEY),
    ("vat_rate", Kind.TEXT),
    ("currency", Kind.TEXT),
    ("lots", Kind.TEXT),
)


@dataclass(frozen=True, slots=True)
class HandedOn:
    """`left_out`: corrections, which EPP has no place for."""

    documents: int
    lines: int
    left_out: tuple[str, ...]


def hand_on(
    database: Database, file: Path, *, since: date, until: date, actor: Actor, language: str, warehouse: str = ""
) -> HandedOn:
    """Raises InvalidValue for the period, WrongCall for another ending or a place that is not there."""
    if since > until:
        raise InvalidValue(field="to", value=until.isoformat(), rule="after_from")
    ending = file.suffix.casefold()
    if ending not in ENDINGS:
        raise WrongCall(problem=f"--out {file.name!r}: {', '.join(ENDINGS)}")
    with database.read() as session:
        company = settings.load(session).company
        documents = list(invoiced(session, since=since, until=until, warehouse=warehouse))
    left_out: tuple[str, ...] = ()
    try:
        if ending == ".epp":
            left_out = tuple(one.number for one in documents if one.kind is not DocumentKind.WZ)
            documents = [one for one in documents if one.kind is DocumentKind.WZ]
            told = epp(documents, company, since=since, until=until, made_at=clock.now(), by=actor.name)
            file.write_bytes(told)
        else:
            write_table(_table(documents, since, until, language), file, language)
    except OSError as fault:
        raise WrongCall(problem=f"--out {str(file)!r}: {fault.strerror}") from fault
    return HandedOn(len(documents), sum(len(one.lines) for one in documents), left_out)


def _table(documents: Sequence[InvoicedDocument], since: date, until: date, language: str) -> Table:
    columns = [Column(say(f"invoicing.{key}", language), kind) for key, kind in _COLUMNS]
    rows = [row for document in documents for row in _rows(document)]
    return Table(say("invoicing.title", language), (f"{since} – {until}",), columns, rows)


def _rows(document: InvoicedDocument) -> list[list[Cell]]:
    whom = document.recipient
    head: list[Cell] = [document.number, document.issued_on, document.moved_on, document.warehouse]
    head += [document.customer_code, whom.name, whom.nip, whom.street, whom.postal_code, whom.city, whom.country]
    head += [document.order_number, document.corrects]
    return [
        [
            *head,
            line.printed.position,
            line.printed.code,
            line.barcode,
            line.printed.name,
            line.printed.unit,
            line.printed.quantity,
            price_text(line.printed.unit_price),
            line.printed.value,
            line.vat_rate.value,
            document.currency,
            line.printed.lot_codes,
        ]
        for line in document.lines
    ]
