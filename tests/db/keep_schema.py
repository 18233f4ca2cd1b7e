"""Keeps the schema of today as older programs will have left it: `python -m tests.db.keep_schema`, before a migration
is added. A checkout of another day's program may be told as an argument.

Writes tests/db/schemas/REVISION.db.xz and .sql.xz: what `demo load --orders 8` left in a file, and pg_dump's SQL of
what it left at a server. A schema that is kept is never made anew: the companies of its day look as they did.
"""

import lzma
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.postgres import PostgresServer, binaries

SCHEMAS = Path(__file__).with_name("schemas")
ORDERS = "8"


def ask(program: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "PYTHONPATH": str(program)}
    command = [sys.executable, "app.py", *words]
    return subprocess.run(command, cwd=program, env=environment, capture_output=True, text=True)


def load(program: Path, url: str, home: Path) -> None:
    done = ask(program, home, "demo", "load", "--orders", ORDERS, "--db", url)
    if done.returncode:
        raise SystemExit(f"{url}: {done.stdout}{done.stderr}")


def keep(program: Path, into: Path = SCHEMAS) -> str:
    """The revision that was kept."""
    folder = binaries()
    if folder is None:
        raise SystemExit("PostgreSQL is not installed here")
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "company.db"
        load(program, f"sqlite:///{file}", Path(place))
        with sqlite3.connect(file) as connection:
            revision = str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("VACUUM")
            connection.execute("PRAGMA journal_mode=DELETE")
        connection.close()
        dump = _dump(program, folder, Path(place))
        for name, content in ((f"{revision}.db.xz", file.read_bytes()), (f"{revision}.sql.xz", dump)):
            if not (into / name).exists():
                (into / name).write_bytes(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))
    return revision


def _dump(program: Path, folder: Path, place: Path) -> bytes:
    server = PostgresServer(folder)
    try:
        url = server.create("kept")
        ask(program, place, "db", "upgrade", "--db", url)  # the first programs made what they found empty
        load(program, url, place)
        plain = url.replace("postgresql+psycopg", "postgresql")
        words = [str(folder / "pg_dump"), "--no-owner", "--no-privileges", plain]
        return subprocess.run(words, check=True, capture_output=True).stdout
    finally:
        server.stop()


if __name__ == "__main__":
    print(keep(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else Path.cwd()))
