"""What the import screen shows before anything is brought in: columns guessed, told or remembered, and a preview."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from crm_desktop.exchange.checking import check, digest_of, field_name
from crm_desktop.exchange.importing import preview
from crm_desktop.exchange.reading import read_sheet
from crm_desktop.exchange.records import ImportSheet, Preview, Sheet, SheetMap, Unreadable, What
from crm_desktop.exchange.rules import FIELDS, match_columns

LARGEST_FILE = 200_000_000
"""Bytes; a larger one is no price list, and would fill the memory before it is refused."""


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """A file once it was read: its sheet, what tells its bytes again, and its name."""

    sheet: Sheet
    digest: str
    file: str

    @property
    def shape(self) -> str:
        """Files with the same heads in the same order are matched alike: what a remembered match is kept under."""
        return sha256("\x1f".join(self.sheet.heads).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ListField:
    """A field of a list as people call it; `needed` where no row can do without."""

    key: str
    name: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What pressing the button would do; `columns` names every field, "" where no head gives it."""

    command: ImportSheet
    columns: Mapping[str, str]
    preview: Preview


def open_sheet(path: Path, sheet: str = "") -> OpenedSheet:
    """Reads the file, the named sheet or the first with rows. Raises Unreadable."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Unreadable(file=path.name, reason=f"{size // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as fault:
        raise Unreadable(file=path.name, reason=fault.strerror or str(fault)) from fault
    return OpenedSheet(read_sheet(content, path.name, SheetMap(sheet=sheet)), digest_of(content), path.name)


def list_fields(what: What, language: str) -> tuple[ListField, ...]:
    """In the order of the list, the needed ones marked."""
    return tuple(
        ListField(
            field.key,
            field_name(field.key, language),
            field.needed or (what is What.CUSTOMERS and field.needed_for_new),
        )
        for field in FIELDS[what]
    )


def columns_of(what: What, sheet: Sheet, told: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field -> head for every field, "" where it has none. What was told and is no longer in the file is guessed."""
    kept = {key: head for key, head in (told or {}).items() if not head or head in sheet.heads}
    found = match_columns(what, sheet.heads, kept)
    return {field.key: found.get(field.key, "") for field in FIELDS[what]}


def propose(
    session: Session,
    what: What,
    opened: OpenedSheet,
    columns: Mapping[str, str],
    *,
    warehouse: str = "",
    language: str,
) -> Proposal:
    """Every fault at its place and what would be new, changed or the same; nothing is changed.

    Raises AlreadyImported where the same bytes were brought in before, NotFound for the warehouse.
    """
    every = columns_of(what, opened.sheet, columns)
    chosen = SheetMap(columns=every, sheet=opened.sheet.name)
    checked = check(what, opened.sheet, chosen, digest=opened.digest, file=opened.file, language=language)
    command = ImportSheet(checked, warehouse=warehouse)
    return Proposal(command, every, preview(session, command))


def columns_text(columns: Mapping[str, str]) -> str:
    """A match to be remembered."""
    return json.dumps(dict(columns), ensure_ascii=False, sort_keys=True)


def columns_from_text(text: str) -> dict[str, str]:
    """What `columns_text` wrote; nothing where the text is none of its."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return {str(key): str(head) for key, head in found.items()} if isinstance(found, dict) else {}
