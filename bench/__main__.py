"""`python -m bench [--quick] [--only WORD [--add]] [--write]`: measures, prints, keeps and writes docs/bench.md."""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import psycopg

from bench import telling
from bench.figures import Figure, Measured
from bench.grounds import Ground, PostgresGround, SqliteGround
from bench.machine import is_busy, machine_line, others_load
from bench.measuring import NOW
from bench.parts import Run, grounded, once
from bench.record import Record, keep, kept
from crm_desktop.demo.load import load
from tests.postgres import PostgresServer, binaries


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--quick", action="store_true", help="small numbers, one round, nothing is written down")
    parser.add_argument("--only", default="", metavar="WORD", help="rows whose name holds WORD; nothing is written")
    parser.add_argument("--add", action="store_true", help="with --only: the rows take the place of their older selves")
    parser.add_argument("--write", action="store_true", help="measures nothing, writes docs/bench.md of what is kept")
    arguments = parser.parse_args()
    record = kept()
    if arguments.write:
        return _written(record)
    folder = binaries()
    if folder is None:
        print("no PostgreSQL binaries; `make bench` installs them where it may", file=sys.stderr)
        return 4
    run = Run(1 if arguments.quick else 5, arguments.quick, arguments.only)
    place = Path(tempfile.mkdtemp(prefix="crm-bench-"))
    server = PostgresServer(folder, durable=True)
    fresh = Record()
    try:
        _measure(run, (SqliteGround(place), PostgresGround(server)), fresh)
        fresh.machine = machine_line(_version(server))
    finally:
        server.stop()
        shutil.rmtree(place)
    print(f"{sum(fresh.parts.values())} s: {', '.join(f'{name} {seconds} s' for name, seconds in fresh.parts.items())}")
    if arguments.quick or (arguments.only and not arguments.add):
        return 0
    record.machine = fresh.machine
    record.parts |= fresh.parts
    record.learn(fresh.rows.values())
    keep(record)
    return _written(record)


def _written(record: Record) -> int:
    telling.OUT.write_text(telling.document(record), encoding="utf-8")
    for what, database in telling.unmeasured(record):
        print(f"not measured: {what} ({database})")
    return 0


def _measure(run: Run, grounds: Iterable[Ground], record: Record) -> None:
    """Every part whose rows are wanted, on each database and once."""
    for ground in grounds:
        parts = [part for part in grounded(run) if run.wants(*part.rows)]
        if parts:
            _templates(run, ground)
        for part in parts:
            _timed(f"{part.name} ({ground.name})", lambda part=part, on=ground: part.measure(run, on), record)
    for single in once():
        if run.wants(*single.rows):
            _timed(single.name, lambda single=single: single.measure(run), record)


def _templates(run: Run, ground: Ground) -> None:
    ground.keep(ground.empty(), "empty")
    company = ground.fresh("empty")
    load(company, orders=run.orders, seed=1, now=NOW)
    ground.keep(company, "company")


def _timed(name: str, measure: Callable[[], Iterable[Figure]], record: Record) -> None:
    """Each row is told as soon as it is known, with how busy others kept the machine just before its part."""
    load, started = others_load(), time.monotonic()
    for figure in measure():
        measured = figure.measured(on=time.strftime("%Y-%m-%d"), load=load, busy=is_busy(load))
        record.learn([measured])
        _tell(measured)
    record.parts[name] = round(time.monotonic() - started)


def _tell(measured: Measured) -> None:
    busy = f"  (others: {measured.load} cores)" if measured.busy else ""
    print(f"{time.strftime('%H:%M:%S')}  {'  '.join(measured.cells())}{busy}", flush=True)


def _version(server: PostgresServer) -> str:
    with psycopg.connect(server.url("postgres").replace("+psycopg", "")) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    return str(row[0]).split()[0] if row else "?"


if __name__ == "__main__":
    sys.exit(main())
