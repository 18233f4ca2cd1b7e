"""A stocktaking in JPK_MAG: what was found, when it was counted, and what it was worth; in version 2 alone."""

from datetime import datetime
from pathlib import Path

import time_machine

from crm_desktop.warehouse.count_records import CloseCount, EnterCount, OpenCount
from crm_desktop.warehouse.counting import close_count, enter_count, open_count
from crm_desktop.work import execute
from tests.company import Shop
from tests.db.test_jpk import mag, november, told

__all__ = ["november"]


def test_that_a_stocktaking_says_what_was_found_and_when_it_was_counted(november: Shop, tmp_path: Path) -> None:
    with time_machine.travel(datetime.fromisoformat("2026-11-25T09:00:00+00:00"), tick=False):
        count = execute(november.database, open_count, OpenCount(1), actor=november.actor).count_id
        execute(november.database, enter_count, EnterCount(count, 1, 12_000), actor=november.actor)
    with time_machine.travel(datetime.fromisoformat("2026-11-25T10:30:00+00:00"), tick=False):
        closed = execute(november.database, close_count, CloseCount(count), actor=november.actor)
    written = mag(november, tmp_path / "mag.xml")
    said = told(tmp_path / "mag.xml")
    assert (written.documents["INW"], written.documents["RW"]) == (1, 1)
    assert said["DataInwentaryzacji"] == ["2026-11-25"]
    assert (said["DataCzasOd"], said["DataCzasDo"]) == (["2026-11-25T09:00:00Z"], ["2026-11-25T10:30:00Z"])
    assert [said[name] for name in ("Lp", "Indeks", "Nazwa", "Jednostka", "Ilosc", "Uwagi")] == [
        ["1"],
        ["MK-1"],
        ["Mąka MK-1"],
        ["szt"],
        ["12"],
        [closed.number],
    ]
    first = mag(november, tmp_path / "first.xml", version=1)
    assert ("INW" in first.documents, "DataInwentaryzacji" in told(tmp_path / "first.xml")) == (False, False)
