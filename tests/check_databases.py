"""`db check` on a new SQLite file and on a new PostgreSQL database: what the models declare is what is stored."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.postgres import PostgresServer, binaries

APP = str(Path(__file__).resolve().parent.parent / "app.py")


def check(url: str) -> int:
    """The exit code of `db check`, after `db upgrade`."""
    for verb in ("upgrade", "check"):
        done = subprocess.run([sys.executable, APP, "db", verb, "--db", url], capture_output=True, text=True)
        if done.returncode:
            print(done.stdout, done.stderr, file=sys.stderr)
            return done.returncode
    print(f"db check: {url.split(':')[0]} is as declared")
    return 0


def main() -> int:
    folder = binaries()
    if folder is None:
        print("no PostgreSQL binaries; `make check` installs them where it may", file=sys.stderr)
        return 4
    server = PostgresServer(folder)
    try:
        with tempfile.TemporaryDirectory() as place:
            return check(f"sqlite:///{place}/company.db") or check(server.create("checked"))
    finally:
        server.stop()


if __name__ == "__main__":
    sys.exit(main())
