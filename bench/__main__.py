"""`python -m bench [--quick] [--only WORD]`: measures, prints and writes docs/bench.md."""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from bench.arriving import NEWEST, OVER_HTTP, measure_http, measure_newest
from bench.columns import ROWS, measure_columns
from bench.figures import Figure, merged, rows_in, table
from bench.grounds import Ground, PostgresGround, SqliteGround
from bench.journeys import HELD, measure_journeys
from bench.labels import CLICK, HUNDRED, LONG, measure_labels, measure_long
from bench.machine import machine_line
from bench.measuring import NOW, measure_funnel, measure_help, measure_load, measure_piece
from bench.million import MANY
from bench.opening import AGAIN, COLD, FIRST, measure_opening
from bench.papers import BESIDE, ISSUED, PRINTED, TAKEN_IN, measure_issuing, measure_printing, measure_taking_in
from bench.seeking import JUMP, LISTS, MIDDLE, SLOWEST, STALL, WORK, measure_scrolling, measure_seeking, million
from bench.work import pieces
from crm_desktop.demo.load import load
from tests.postgres import PostgresServer, binaries

OUT = Path(__file__).resolve().parent.parent / "docs" / "bench.md"
TEXT = """# Speed, beside floors measured in the same run

Written by `make bench`. {machine}.

{table}

- A figure and its floor are medians of {rounds} paired rounds; each round starts from a fresh copy of the same
  database and warms up first. The last column but one is the median of the rounds' own ratios.
- **Floor**: what the program wrote, recorded and repeated by the bare driver (sqlite3, psycopg): the same rows, the
  same constraints and triggers, the same transactions; no reading, no thinking, no rendering. Of the report: its
  SELECTs with all rows fetched. Of the sample company: the ready rows stored. Of `--help`: Python starting.
- Durable: SQLite with `synchronous=FULL` on a file, PostgreSQL on disk with `fsync` and `synchronous_commit` on
  (checked at the start). One client; the program and the database share the machine.
- Of a million: rows made by the database itself, searched letter by letter (eight things people type: common and rare
  words, codes, phones); the floor is the same SELECTs by the bare driver. Scrolled: 150 notches of the wheel, a frame
  each, then the scroll bar let go in 20 places; the floor is Qt's own table over words made up on the spot. The
  processor time tells how much of a stall is the window's own and how much the machine's other work.
- Over HTTP: the 99th percentile of what 32 senders wait, by the clock; the floor is the same web server with nothing
  behind it. The newest form: from its sending until it is an inquiry; the floor is the same with nothing else waiting.
- A W-Z of 300 lines beside one of 30: the floor is the short one. PDFs: every paper another one, so that nothing is
  known of it; the floor is the words of one copy set by bare reportlab, without columns or line ends. A sheet taken in:
  from the bytes of the CSV to the commit, once.
- Labels: of an order of 100 parcels, from the click to the last byte taken by a printer on TCP; and of single orders
  with a station running beside, from the click to the first byte. Floor: the same bytes by bare connections.
- Of a million lines of history: a sheet of 16 columns, three years, 330,000 documents, imported once; the floor is the
  same sheet read by `csv`. The snapshot's fill stands beside the same tables read into DuckDB whole by the drivers, its
  answers (with the look for changes) beside the same report by SQL, checked to be equal, and 50 changed orders beside
  their lines read.
- The longest hold of the window in three journeys by keyboard on a screen of its own (Xvfb, openbox, xdotool), over the
  sample company, from the first key; the floor is the processor time of that hold, the line the one that held it.
- "Loaded" is without Python starting and reading the program, and without the migration of a new file.
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--quick", action="store_true", help="small numbers, one round, nothing is written down")
    parser.add_argument("--only", default="", metavar="WORD", help="rows whose name holds WORD; nothing is written")
    parser.add_argument("--add", action="store_true", help="with --only: the rows go into the table written last")
    arguments = parser.parse_args()
    folder = binaries()
    if folder is None:
        print("no PostgreSQL binaries; `make bench` installs them where it may", file=sys.stderr)
        return 4
    place = Path(tempfile.mkdtemp(prefix="crm-bench-"))
    server = PostgresServer(folder, durable=True)
    try:
        rounds = 1 if arguments.quick else 5
        figures: list[Figure] = []
        for ground in (SqliteGround(place), PostgresGround(server)):
            figures += _measured(ground, rounds=rounds, quick=arguments.quick, only=arguments.only)
        if arguments.only in "app.py --help":
            figures.append(_told(measure_help(rounds=rounds)))
        if any(arguments.only in what for what in PRINTED.values()):
            figures += [_told(figure) for figure in measure_printing(rounds=rounds)]
        if any(arguments.only in what for what in (COLD, FIRST, AGAIN)):
            figures += [_told(figure) for figure in measure_opening(rounds=rounds)]
        if any(arguments.only in what for what in HELD.values()):
            figures += [_told(figure) for figure in measure_journeys(rounds=min(rounds, 3), only=arguments.only)]
        ordered = sorted(figures, key=lambda figure: [other.what for other in figures].index(figure.what))
        if not arguments.quick and (arguments.add or not arguments.only):
            rows = [figure.cells() for figure in ordered]
            old = rows_in(OUT.read_text(encoding="utf-8")) if arguments.add else []
            text = TEXT.format(machine=machine_line(_version(server)), table=table(merged(old, rows)), rounds=rounds)
            OUT.write_text(text, encoding="utf-8")
    finally:
        server.stop()
        shutil.rmtree(place)
    return 0


def _measured(ground: Ground, *, rounds: int, quick: bool, only: str) -> list[Figure]:
    """All rows of one database, each told as soon as it is known."""
    orders = 200 if quick else 4_000
    ground.keep(ground.empty(), "empty")
    company = ground.fresh("empty")
    load(company, orders=orders, seed=1, now=NOW)
    ground.keep(company, "company")
    found = []
    for piece in pieces(quick=quick):
        if only in piece.what:
            found.append(_told(measure_piece(ground, piece, "company", rounds=rounds)))
    if only in OVER_HTTP:
        found.append(_told(measure_http(ground, rounds=min(rounds, 3), quick=quick)))
    if only in NEWEST:
        found.append(_told(measure_newest(ground, quick=quick)))
    if any(only in what for what in (ISSUED, BESIDE)):
        found += [_told(figure) for figure in measure_issuing(ground, rounds=rounds, quick=quick)]
    if only in LONG:
        found.append(_told(measure_long(ground, rounds=rounds, quick=quick)))
    if any(only in what for what in (HUNDRED, CLICK)):
        found += [_told(figure) for figure in measure_labels(ground, rounds=rounds)]
    if only in TAKEN_IN:
        found.append(_told(measure_taking_in(ground, quick=quick)))
    if only in "orders of the sample company loaded":
        found.append(_told(measure_load(ground, orders=orders, rounds=min(rounds, 3))))
    if only in "report funnel":
        sample = ground.fresh("company")
        found.append(_told(measure_funnel(ground, sample, rounds=rounds * 3)))
        ground.drop(sample)
    if any(only in what for what in ROWS):
        found += [_told(figure) for figure in measure_columns(ground, rounds=rounds, quick=quick)]
    seek, turn = (
        any(only in what for what in (SLOWEST, MIDDLE, *LISTS)),
        any(only in what for what in (STALL, WORK, JUMP)),
    )
    if not quick and (seek or turn):
        million(ground, many=MANY)
        found += [_told(figure) for figure in measure_seeking(ground, rounds=rounds)] if seek else []
        found += [_told(figure) for figure in measure_scrolling(ground, rounds=rounds)] if turn else []
    return found


def _told(figure: Figure) -> Figure:
    print(f"{time.strftime('%H:%M:%S')}  " + "  ".join(figure.cells()), flush=True)
    return figure


def _version(server: PostgresServer) -> str:
    with psycopg.connect(server.url("postgres").replace("+psycopg", "")) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    return str(row[0]).split()[0] if row else ""


if __name__ == "__main__":
    sys.exit(main())
