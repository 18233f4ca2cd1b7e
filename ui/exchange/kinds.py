"""What a sheet may list: today's lists, and what an earlier program wrote; one way to ask either."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from crm_desktop.exchange import importing
from crm_desktop.exchange.history import service as history
from crm_desktop.exchange.history.proposing import PastProposal, past_columns, past_fields, propose_past
from crm_desktop.exchange.history.records import HistoryImported, Past
from crm_desktop.exchange.proposing import ListField, OpenedSheet, Proposal, columns_of, list_fields, propose
from crm_desktop.exchange.records import Imported, ImportSheet, Sheet, What

Kind = What | Past
Proposed = Proposal | PastProposal
Done = Imported | HistoryImported


def kind_of(key: str) -> Kind:
    return Past(key) if key in list(Past) else What(key)


def fields_of(kind: Kind, language: str) -> tuple[ListField, ...]:
    return past_fields(kind, language) if isinstance(kind, Past) else list_fields(kind, language)


def columns_for(kind: Kind, sheet: Sheet, told: Mapping[str, str]) -> dict[str, str]:
    return past_columns(kind, sheet, told) if isinstance(kind, Past) else columns_of(kind, sheet, told)


def proposal_of(
    session: Any,
    kind: Kind,
    path: Path,
    opened: OpenedSheet,
    columns: Mapping[str, str],
    *,
    warehouse: str,
    language: str,
) -> Proposed:
    """Raises KnownError where nothing can be proposed."""
    if isinstance(kind, Past):
        return propose_past(session, kind, path, opened, columns, language=language)
    return propose(session, kind, opened, columns, warehouse=warehouse, language=language)


def command_of(proposal: Proposed, *, skip: bool, progress: Callable[[int, int], None]) -> Any:
    if isinstance(proposal, PastProposal):
        return replace(proposal.command, skip_faulty=skip, progress=progress)
    prepared = proposal.command
    command = ImportSheet(prepared.checked, warehouse=prepared.warehouse, progress=progress)
    return importing.without_faulty(command) if skip else command


def case_of(kind: Kind) -> Any:
    return history.CASES[kind] if isinstance(kind, Past) else importing.CASES[kind]
