"""Values as the contract writes them: money and quantities as strings, times with offset."""

import sys
from datetime import date, datetime
from getpass import getpass
from pathlib import Path

from crm_desktop import clock, settings
from crm_desktop.errors import InvalidValue, NotWritten, WrongCall
from crm_desktop.money import price_from_text, quantity_from_text
from db.session import Database

MOST_ROWS = 10**9


class Times:
    """Instants in the company's zone, as ISO 8601 with offset."""

    def __init__(self, database: Database) -> None:
        with database.read() as session:
            configured = settings.load(session)
        self.zone, self.language = configured.time_zone, configured.language

    def text(self, instant: datetime | None) -> str | None:
        return None if instant is None else clock.local_text(instant, self.zone)


def day_from_text(text: str, *, name: str) -> date:
    """An ISO date of the command line. Raises WrongCall."""
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        problem = f"{name} {text!r}: YYYY-MM-DD"
        raise WrongCall(problem=problem, rule="call_day", argument=name, value=text) from fault


def write_file(file: Path, content: bytes) -> None:
    """Raises NotWritten."""
    try:
        file.write_bytes(content)
    except OSError as fault:
        raise NotWritten(file=str(file), reason=fault.strerror or str(fault)) from fault


def limit(text: str) -> int:
    """How many rows are wanted; below zero each database would take for something else. Raises ValueError."""
    found = int(text)
    if not 0 <= found <= MOST_ROWS:
        raise ValueError(text)
    return found


def quantity(text: str, *, name: str) -> int:
    """ "2,5" or "2.5" -> 2500 thousandths. Raises WrongCall."""
    try:
        return quantity_from_text(text)
    except ValueError as fault:
        raise WrongCall(problem=f"{name} {text!r}") from fault


def line_parts(text: str) -> tuple[str, int, int | None]:
    """`CODE:QUANTITY[:PRICE]` -> code (it may hold colons), thousandths, ten-thousandths. Raises WrongCall."""
    parts = text.rsplit(":", 2)
    if len(parts) == 3:
        try:
            return parts[0], quantity_from_text(parts[1]), price_from_text(parts[2])
        except ValueError:
            parts = [f"{parts[0]}:{parts[1]}", parts[2]]
    if len(parts) != 2:
        raise WrongCall(problem=f"line {text!r}: CODE:QUANTITY[:PRICE]")
    return parts[0], quantity(parts[1], name="quantity"), None


def _typed() -> str:
    """Not shown while a person types it."""
    return getpass() if sys.stdin.isatty() else sys.stdin.readline()


def password_from(file: str | None) -> str | None:
    """Never from the command line, where others see it. Raises InvalidValue for an empty one or a file that is not."""
    if file is None:
        return None
    try:
        read = _typed() if file == "-" else Path(file).read_text("utf-8").splitlines(keepends=False)[0]
    except (OSError, UnicodeError, IndexError) as fault:
        raise InvalidValue(field="password_file", value=file, rule="readable") from fault
    password = read.rstrip("\r\n")
    if not password:
        raise InvalidValue(field="password", value="", rule="required")
    return password
