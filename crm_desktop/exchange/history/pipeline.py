"""Opportunities of other programs: how far each has come, when, and what it was worth."""

from crm_desktop.exchange.history.cells import scaled
from crm_desktop.exchange.history.records import Opportunity, Said
from crm_desktop.exchange.history.table import Cells
from crm_desktop.exchange.rules import Wrong
from crm_desktop.money import MINOR_SCALE
from db.vocabulary import FunnelStage

LOST = "lost"


def stage_of(text: str) -> tuple[FunnelStage, bool]:
    """ "offered" -> (offered, False); "lost@offered" -> (offered, True); "lost" -> (received, True). Raises Wrong."""
    word, _, furthest = text.strip().casefold().partition("@")
    lost = word == LOST
    try:
        return FunnelStage((furthest or FunnelStage.RECEIVED) if lost else text.strip().casefold()), lost
    except ValueError as fault:
        raise Wrong("not_a_stage", stages=", ".join([*FunnelStage, f"{LOST}@…"])) from fault


def read_pipeline(cells: Cells) -> tuple[Opportunity, ...]:
    """All rows that read well, in the order of the sheet."""
    cells.learn(("value",), ("opened", "closed"))
    said = [key for key in Said._fields if cells.has(key)]
    found = []
    for _row in cells.each():
        number = cells.needed("number")
        stage, lost = cells.read("stage", cells.needed("stage"), stage_of, (FunnelStage.RECEIVED, False))
        days = {key: cells.read(key, _text(cells, key), cells.days.read, None) for key in ("opened", "closed")}
        value = cells.read("value", _text(cells, "value"), cells.numbers.read, None)
        row = Opportunity(
            number=number,
            stage=stage,
            lost=lost,
            opened=days["opened"],
            closed=days["closed"],
            value=scaled(value, MINOR_SCALE) if value is not None else 0,
            said=Said(**{key: cells.text(key) for key in said}).filled(),
            product=_text(cells, "product"),
            campaign=_text(cells, "campaign"),
            lost_reason=_text(cells, "lost_reason"),
        )
        if cells.right:
            found.append(row)
    return tuple(found)


def _text(cells: Cells, key: str) -> str:
    found = cells.text(key) if cells.has(key) else ""
    return found if found.strip() else ""
