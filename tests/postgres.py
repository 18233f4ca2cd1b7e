"""A real PostgreSQL for the run: installed binaries, non-root, free loopback port, data in memory where it may."""

import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest version first; None where there is none."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]), reverse=True)
    for folder in [*folders, *os.environ.get("PATH", "").split(os.pathsep)]:
        if Path(folder, "initdb").exists() and Path(folder, "postgres").exists():
            return Path(folder)
    return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class PostgresServer:
    """Started once a run; `url(name)` is an SQLAlchemy URL of one of its databases.

    `copy_of`: a standby that follows that server. `within`: the folder that holds its data. `settings` go on the
    command line, which no copy takes over.
    """

    def __init__(
        self,
        folder: Path,
        *,
        durable: bool = False,
        copy_of: "PostgresServer | None" = None,
        within: Path | None = None,
        **settings: str,
    ) -> None:
        memory = Path("/dev/shm")
        base = within or (memory if memory.is_dir() and os.access(memory, os.W_OK) and not durable else None)
        self._data = Path(tempfile.mkdtemp(prefix="crm-pg-", dir=base))
        self._folder = folder
        self._as_user: dict[str, object] = {}
        if os.geteuid() == 0:
            person = pwd.getpwnam("postgres" if _has("postgres") else "nobody")
            os.chown(self._data, person.pw_uid, person.pw_gid)
            self._as_user = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
        self.port = _free_port()
        self._settings = settings
        if copy_of is None:
            self._make()
        else:
            self._follow(copy_of)
        self.start()

    def _make(self) -> None:
        initdb = [self._folder / "initdb", "-D", self._data / "d", "-U", "crm", "-A", "trust", "-E", "UTF8", "-N"]
        self._do([*map(str, initdb), "--locale=C.UTF-8"])

    def _follow(self, server: "PostgresServer") -> None:
        backup = [self._folder / "pg_basebackup", "-D", self._data / "d", "-R", "-c", "fast", "-X", "stream"]
        self._do([*map(str, backup), "-d", f"host=127.0.0.1 port={server.port} user=crm application_name=standby"])

    def _do(self, command: list[str]) -> None:
        done = subprocess.run(command, cwd=self._data, capture_output=True, text=True, **self._as_user)
        if done.returncode:
            raise RuntimeError(f"{Path(command[0]).name}: {done.stderr}")

    def start(self) -> None:
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": str(self._data),
            "max_connections": 200,
            "shared_buffers": "256MB",
            **self._settings,
        }
        arguments = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        with (self._data / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [str(self._folder / "postgres"), "-D", str(self._data / "d"), *arguments],
                cwd=self._data,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._as_user,
            )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self._plain("postgres")).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > end or self._process.poll() is not None:
                    raise RuntimeError((self._data / "log").read_text()) from None
                time.sleep(0.05)

    def _plain(self, name: str) -> str:
        return f"postgresql://crm@127.0.0.1:{self.port}/{name}"

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://crm@127.0.0.1:{self.port}/{name}"

    @property
    def log(self) -> Path:
        """What the server itself writes: each statement that it refused, whoever was told."""
        return self._data / "log"

    def run(self, statement: str) -> None:
        with psycopg.connect(self._plain("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def create(self, name: str, *, template: str = "template1") -> str:
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def tablespace(self, name: str, folder: Path) -> None:
        """A place of its own for databases, on a folder that is there."""
        if self._as_user:
            os.chown(folder, int(str(self._as_user["user"])), int(str(self._as_user["group"])))
        self.run(f"CREATE TABLESPACE {name} LOCATION '{folder}'")

    def is_up(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """As when the power goes: the server and all that it started, at once."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=20)

    def promote(self) -> None:
        """A standby becomes the one that is written to; waits until it is."""
        self._do([str(self._folder / "pg_ctl"), "promote", "-D", str(self._data / "d"), "-w"])

    def halt(self) -> None:
        """Shut down at once, as for an update; `start` brings it back with all it held."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=20)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=20)
        shutil.rmtree(self._data, ignore_errors=True)


def _has(user: str) -> bool:
    return any(person.pw_name == user for person in pwd.getpwall())
