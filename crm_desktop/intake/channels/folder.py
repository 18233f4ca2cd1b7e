"""A folder that others put files into: what is whole is stored and read, then lies in done/ or in failed/ with why."""

import errno
import hashlib
import os
import stat
import threading
import time
from pathlib import Path
from typing import Any

from crm_desktop.errors import Away, InvalidValue
from crm_desktop.harmless import safe_name
from crm_desktop.intake.interpreting import interpret
from crm_desktop.intake.records import Interpreted, Received
from crm_desktop.intake.sources import Fetched, Looked, Source, store_fetched, text_of
from crm_desktop.work import SYSTEM, execute
from db.session import Database
from db.vocabulary import Channel, Outcome, SourceKind

DONE, FAILED = "done", "failed"
SETTLED_SECONDS = 2.0
EMPTY_SECONDS = 60.0
PATIENCE_SECONDS = 10.0
LARGEST_FILE = 50_000_000
TYPES = {".eml": "message/rfc822", ".mbox": "message/rfc822"}
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".swp", ".filepart", "~")


class FolderAway(Away):
    """The folder at `path` cannot be read or written; `reason` in the system's words."""

    code = "folder_away"


def path_of(address: dict[str, Any]) -> Path:
    """Raises InvalidValue."""
    told = text_of(address, "path").strip()
    if not told or not Path(told).is_absolute():
        raise InvalidValue(field="path", value=told, rule="absolute_path")
    return Path(told)


def try_folder(address: dict[str, Any]) -> int:
    """How many files wait in it; its done/ and failed/ are made. Raises InvalidValue, FolderAway."""
    path = path_of(address)
    _prepare(path)
    return len(_waiting(path))


class Folder:
    """One folder, without those inside it."""

    def __init__(self, database: Database, source: Source) -> None:
        self._database = database
        self._source = source
        self._path = path_of(source.address)

    def look(self) -> Looked:
        _prepare(self._path)
        stored = duplicates = 0
        for file in _settled(self._path):
            new = self._take(file)
            stored += new is True
            duplicates += new is False
        if not stored and not duplicates:
            execute(self._database, store_fetched, Fetched(self._source.source_id, {}), actor=SYSTEM)
        return Looked(self._source.name, SourceKind.FOLDER, stored, duplicates)

    def wait(self, stopped: threading.Event, seconds: float) -> None:
        from watchfiles import Change, watch

        _prepare(self._path)
        if _waiting(self._path):
            stopped.wait(SETTLED_SECONDS)
            return
        end = time.monotonic() + seconds
        arrived = {Change.added, Change.modified}
        looks = watch(
            self._path, stop_event=stopped, rust_timeout=1_000, yield_on_timeout=True, recursive=False, debounce=400
        )
        try:
            for changes in looks:
                if any(change in arrived for change, _ in changes) or time.monotonic() > end:
                    return
        except (OSError, RuntimeError) as fault:
            raise FolderAway(path=str(self._path), reason=str(fault)) from fault

    def close(self) -> None:
        """Nothing is held between two looks."""

    def _take(self, file: Path) -> bool | None:
        """Stored, read and put away: True for new, False for known bytes, None for what could not be taken."""
        try:
            size, raw = _read(file)
        except OSError:
            return None  # gone by now, or still held by who writes it: the next look sees
        if size > LARGEST_FILE:
            self._put_away(file, FAILED, f"{size} > {LARGEST_FILE} B")
            return None
        received = Received(
            source=self._source.name,
            raw=raw,
            content_type=TYPES.get(file.suffix.lower(), ""),
            channel=Channel.FILE,
            headers={"file": file.name},
            idempotency=f"file {hashlib.sha256(raw).hexdigest()}",
        )
        fetched = Fetched(self._source.source_id, {}, (received,))
        receipt = execute(self._database, store_fetched, fetched, actor=SYSTEM)[0]
        read = interpret(self._database, receipt.submission_id)
        reasons = _reasons(read)
        self._put_away(file, FAILED if reasons else DONE, reasons)
        return not receipt.duplicate

    def _put_away(self, file: Path, where: str, why: str) -> None:
        target = _free(self._path / where / safe_name(file.name))
        try:
            file.replace(target)
            if why:
                with _free(target.with_name(f"{target.name}.reason.txt")).open("x", encoding="utf-8") as told:
                    told.write(f"{why}\n")
        except OSError as fault:
            raise FolderAway(path=str(target), reason=fault.strerror or str(fault)) from fault


def _reasons(read: Interpreted) -> str:
    """Of each record that was not understood, its place where there are several; "" where all were."""
    if len(read.records) < 2:
        return read.reason if read.outcome is Outcome.QUARANTINED else ""
    return "\n".join(
        f"{place}: {record.reason}"
        for place, record in enumerate(read.records, 1)
        if record.outcome is Outcome.QUARANTINED
    )


def _read(file: Path) -> tuple[int, bytes]:
    """Its size, and what is in it unless that is too much. Whoever may put files here must not have others read, as the
    program may: what only points elsewhere is not opened, also where it took the file's place a moment ago."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(file, flags), "rb") as handle:
        told = os.fstat(handle.fileno())
        if not stat.S_ISREG(told.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return told.st_size, handle.read(LARGEST_FILE) if told.st_size <= LARGEST_FILE else b""


def _prepare(path: Path) -> None:
    """done/ and failed/ are folders here, and lead nowhere else: into others nothing of a stranger's is put."""
    try:
        for inner in (DONE, FAILED):
            place = path / inner
            place.mkdir(exist_ok=True)
            if place.is_symlink() or (hasattr(place, "is_junction") and place.is_junction()):
                raise FolderAway(path=str(place), reason=os.strerror(errno.ENOTDIR))
    except OSError as fault:
        raise FolderAway(path=str(path), reason=fault.strerror or str(fault)) from fault


def _waiting(path: Path) -> list[Path]:
    """Files that may be whole, the oldest first."""
    try:
        found = [
            Path(one.path) for one in os.scandir(path) if one.is_file(follow_symlinks=False) and _is_for_us(one.name)
        ]
        return sorted(found, key=lambda file: (_changed(file), file.name))
    except OSError as fault:
        raise FolderAway(path=str(path), reason=fault.strerror or str(fault)) from fault


def _is_for_us(name: str) -> bool:
    return not name.startswith((".", "~$")) and not name.lower().endswith(UNFINISHED)


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def _settled(path: Path) -> list[Path]:
    """Those that have not grown for a while; ones that just came are waited for a little, the rest left for later."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        waiting = {file: _age_and_size(file) for file in _waiting(path)}
        ready = [file for file, (age, size) in waiting.items() if age >= (SETTLED_SECONDS if size else EMPTY_SECONDS)]
        young = [age for age, size in waiting.values() if size and age < SETTLED_SECONDS]
        if not young or time.monotonic() > end:
            return ready
        threading.Event().wait(SETTLED_SECONDS - min(young) + 0.05)


def _age_and_size(file: Path) -> tuple[float, int]:
    """A clock that stands wrong makes no file wait for ever."""
    try:
        told = file.stat()
    except OSError:
        return 0.0, 0
    age = time.time() - told.st_mtime
    return (age if age >= 0 else SETTLED_SECONDS if age < -EMPTY_SECONDS else 0.0), told.st_size


def _free(target: Path) -> Path:
    """A name that nothing bears yet: `a.csv`, `a (2).csv` …"""
    number, free = 1, target
    while free.exists() or free.is_symlink():
        number += 1
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return free
