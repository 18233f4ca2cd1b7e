"""What crosses to the window and to the headless commands."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it says of itself; `kind` of the database it was made from."""

    file: str
    company: str
    made_at: datetime
    kind: str
    revision: str
    rows: int
    size: int


@dataclass(frozen=True, slots=True)
class BackupMade:
    """`problems` are what `db verify` says of the copy, and so of the company itself."""

    backup: Backup
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """`kept` is the backup of what was there before; `held_back` prints and mails that might have left already;
    `problems` are what `db verify` says now."""

    backup: Backup
    rows: int
    kept: str | None
    held_back: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """`rows` of each table, every one read back and found the same."""

    rows: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())
