"""What the import screen shows of a sheet of history before anything is brought in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from crm_desktop import settings
from crm_desktop.exchange.checking import field_name
from crm_desktop.exchange.history.fields import FIELDS, match_heads
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.once import refuse_again
from crm_desktop.exchange.proposing import ListField, OpenedSheet
from crm_desktop.exchange.records import Fault, Sheet, SheetMap, Unreadable


@dataclass(frozen=True, slots=True)
class PastPreview:
    """`new` rows that read well; nothing of history is changed or found the same."""

    rows: int
    new: int
    faulty: int
    faults: tuple[Fault, ...]
    changed: int = 0
    same: int = 0

    @property
    def does_something(self) -> bool:
        return self.new > 0


@dataclass(frozen=True, slots=True)
class PastProposal:
    """What pressing the button would do; `columns` names every field, "" where no head gives it."""

    command: ImportHistory
    columns: Mapping[str, str]
    preview: PastPreview


def past_fields(what: Past, language: str) -> tuple[ListField, ...]:
    """In the order of the list, the needed ones marked."""
    return tuple(ListField(field.key, field_name(field.key, language), field.needed) for field in FIELDS[what])


def past_columns(what: Past, sheet: Sheet, told: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field -> head for every field, "" where it has none. What was told and is no longer in the file is guessed."""
    kept = {key: head for key, head in (told or {}).items() if not head or head in sheet.heads}
    found = match_heads(what, sheet.heads, kept)
    return {field.key: found.get(field.key, "") for field in FIELDS[what]}


def propose_past(
    session: Session, what: Past, path: Path, opened: OpenedSheet, columns: Mapping[str, str], *, language: str
) -> PastProposal:
    """Every fault at its place; nothing is changed. Raises AlreadyImported, Unreadable."""
    refuse_again(session, what.value, opened.digest)
    every = past_columns(what, opened.sheet, columns)
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise Unreadable(file=path.name, reason=fault.strerror or str(fault)) from fault
    chosen = SheetMap(columns=every, sheet=opened.sheet.name)
    currency = settings.load(session).currency
    read = read_history(what, content, opened.file, chosen, language=language, currency=currency)
    return PastProposal(ImportHistory(read), every, PastPreview(read.rows, read.right, read.faulty, read.faults))
