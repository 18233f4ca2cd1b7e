"""Writes the JPK_MAG of a period and warehouse; one that is not whole and valid is never written."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crm_desktop.documents.jpk.gathering import gather
from crm_desktop.documents.jpk.records import MagFault, MagIncomplete, MagPeriod, MagWritten, WriteMag
from crm_desktop.documents.jpk.rules import IN_VERSION_1, faults_of
from crm_desktop.errors import InvalidValue, WrongCall
from crm_desktop.words import say
from db.session import Database

MOST_TOLD = 1_000


def write_mag(database: Database, command: WriteMag, file: Path, *, language: str) -> MagWritten:
    """Raises NotFound (warehouse), WrongCall (the file), InvalidValue (the period), MagIncomplete with ALL that is
    missing: then there is no file, or the one that was there before."""
    if command.since > command.until:
        raise InvalidValue(field="to", value=command.until.isoformat(), rule="after_from")
    with database.read() as session:
        period = gather(session, command)
    kept, left_out = _of_version(period)
    xml = _checked(kept, language)
    _put(file, xml)
    documents: dict[str, int] = {}
    values: dict[str, int] = {}
    for document in kept.documents:
        group = document.group.value
        documents[group] = documents.get(group, 0) + 1
        values[group] = values.get(group, 0) + document.value
    return MagWritten(documents, values, left_out, len(xml))


def _of_version(period: MagPeriod) -> tuple[MagPeriod, tuple[str, ...]]:
    """Without what version 1 has no place for, and the numbers of that."""
    if period.version != 1:
        return period, ()
    kept = tuple(document for document in period.documents if document.group in IN_VERSION_1)
    gone = tuple(document.number for document in period.documents if document.group not in IN_VERSION_1)
    return replace(period, documents=kept), gone


def _checked(period: MagPeriod, language: str) -> bytes:
    from lxml import etree

    from crm_desktop.documents.jpk.schema import schema_faults
    from crm_desktop.documents.jpk.writing import tree_of

    faults = list(faults_of(period))
    if not faults:
        root = tree_of(period)
        faults = list(schema_faults(root, period.version))
    if faults:
        raise MagIncomplete(**_told(faults, language))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _told(faults: Sequence[MagFault], language: str) -> dict[str, Any]:
    """As the contract's faults of a file, each with the number of its document."""
    rows = [
        {
            "document": fault.document,
            "line": fault.line or None,
            "field": fault.field,
            "value": fault.value,
            "message": say(f"jpk.{fault.problem}", language, value=fault.value, field=fault.field),
        }
        for fault in faults[:MOST_TOLD]
    ]
    first = rows[0]
    where = first["document"] or say("jpk.company", language)
    return {"faults": rows, "count": len(faults), "first": f"{where}: {first['message']}"}


def _put(file: Path, xml: bytes) -> None:
    """Whole or not at all: written beside, then put in place."""
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(xml)
        beside.replace(file)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise WrongCall(problem=f"--out {str(file)!r}: {fault.strerror}") from fault
