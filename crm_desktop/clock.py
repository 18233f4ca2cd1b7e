"""What time it is: UTC inside, the company's local day for papers and figures."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def now() -> datetime:
    return datetime.now(UTC)


def local_day(instant: datetime, zone: str) -> date:
    """The calendar day of an aware `instant` in the company's time zone."""
    return instant.astimezone(ZoneInfo(zone)).date()


def local_time(instant: datetime, zone: str) -> datetime:
    """The same instant by the company's clock."""
    return instant.astimezone(ZoneInfo(zone))


def noon(day: date, zone: str) -> datetime:
    """12:00 of the company's clock, an aware instant."""
    return datetime.combine(day, time(12), ZoneInfo(zone)).astimezone(UTC)


def local_text(instant: datetime, zone: str) -> str:
    """ISO 8601 with the company's offset (contract.md)."""
    return instant.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
