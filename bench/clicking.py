"""A click in a chart to its picture on screen: `python -m bench.clicking URL` on a large company.

Prints JSON, in seconds: `click`, from the press to the next level's picture painted, and `report`, its figures alone.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={ROOT / 'tests' / 'screen.json'}"
CLICKS, PATIENCE = 12, 120.0
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def until(app: Any, ready: Callable[[], bool]) -> None:
    end = time.perf_counter() + PATIENCE
    while not ready():
        if time.perf_counter() > end:
            raise TimeoutError("the charts did not answer")
        app.processEvents()
        time.sleep(0.0005)


def measure(app: Any, page: Any) -> dict[str, float]:
    """Down from the group of goods to its goods, and up again, another group each time."""
    clicks, reports = [], []
    for number in range(CLICKS):
        rows = page._shown.rows()
        keys = rows[number % len(rows)].keys
        started = time.perf_counter()
        page.drill(keys)
        until(app, lambda: page._shown.level is page.level)
        page._picture.front().repaint()
        clicks.append(time.perf_counter() - started)
        request = page.request()
        started = time.perf_counter()
        page._engine.run_report(request)
        reports.append(time.perf_counter() - started)
        page._to(0)
        until(app, lambda: page._shown.level is page.level)
    return {"click": median(clicks), "report": median(reports)}


def main(url: str) -> None:
    from crm_desktop.opening import open_company
    from crm_desktop.staff.queries import actor_by_login
    from ui.application import make_application
    from ui.charts_tab.page import ChartsPage
    from ui.seat import Seat

    app = make_application([])
    database = open_company(url)
    with database.read() as session:
        seat = Seat(database, actor_by_login(session, "admin"))
    page = ChartsPage(seat)
    page.resize(1280, 720)
    page.show()
    seat.engine.prepare()
    if not seat.engine.wait():
        raise RuntimeError("no snapshot: is the company large?")
    page._filters.restore(*YEAR, "none", ())
    page.show_page("products")
    page._on_divide("product_group")
    until(app, lambda: page._shown is not None and page._shown.level is page.level)
    print(json.dumps(measure(app, page)))
    seat.stop()
    database.close()


if __name__ == "__main__":
    main(sys.argv[1])
