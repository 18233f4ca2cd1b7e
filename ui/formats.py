"""Figures and dates as people of the chosen language write them; never used for storing."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from crm_desktop import money as scales
from crm_desktop.units import unit_name, unit_word
from ui import words

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NOTHING = "–"
SIGNS = {"PLN": "zł", "EUR": "€", "USD": "$", "CZK": "Kč"}

_zone = ZoneInfo("Europe/Warsaw")


def set_zone(name: str) -> None:
    """The company's time zone, from its settings."""
    global _zone
    _zone = ZoneInfo(name)


def _grouped(whole: int, decimals: str = "") -> str:
    group, point = (NBSP, ",") if words.language() == "pl" else (",", ".")
    return f"{whole:,}".replace(",", group) + (point + decimals if decimals else "")


def _signed(value: int, text: str) -> str:
    return MINUS + text if value < 0 else text


def money(minor: int | None, *, currency: str = "PLN") -> str:
    """123450 -> "1 234,50 zł"; None -> "–"."""
    if minor is None:
        return NOTHING
    return f"{amount(minor)}{NBSP}{SIGNS.get(currency, currency)}"


def amount(minor: int | None) -> str:
    """123450 -> "1 234,50", for columns whose title names the currency."""
    if minor is None:
        return NOTHING
    whole, rest = divmod(abs(minor), scales.MINOR_SCALE)
    return _signed(minor, _grouped(whole, f"{rest:02d}"))


def price(ten_thousandths: int | None) -> str:
    """489000 -> "48,90"; two to four decimals."""
    if ten_thousandths is None:
        return NOTHING
    whole, rest = divmod(abs(ten_thousandths), scales.PRICE_SCALE)
    return _signed(ten_thousandths, _grouped(whole, f"{rest:04d}".rstrip("0").ljust(2, "0")))


def quantity(thousandths: int | None, unit: str = "") -> str:
    """2500 -> "2,5"; with its unit "2,5 kg", "7 worków", in English "7 bags"."""
    if thousandths is None:
        return NOTHING
    whole, rest = divmod(abs(thousandths), scales.QUANTITY_SCALE)
    text = _signed(thousandths, _grouped(whole, f"{rest:03d}".rstrip("0")))
    return f"{text}{NBSP}{unit_word(unit, thousandths, words.language())}" if unit else text


def typed_quantity(thousandths: int) -> str:
    """As it stands in a field: without grouping, so that it can be typed over."""
    return _typed(scales.quantity_text(thousandths))


def typed_price(ten_thousandths: int) -> str:
    """As it stands in a field; at least two decimals."""
    return _typed(scales.price_text(ten_thousandths))


def _typed(number: str) -> str:
    return number.replace(".", ",") if words.language() == "pl" else number


def unit(stored: str) -> str:
    """A unit alone: "worek", in English "bag"."""
    return unit_name(stored, words.language())


def count(number: int | None) -> str:
    """1284 -> "1 284"."""
    return NOTHING if number is None else _signed(number, _grouped(abs(number)))


def percent(part: int, whole: int, *, decimals: int = 1) -> str:
    """431 of 1284 -> "33,6%"; of nothing -> "–"."""
    if whole == 0:
        return NOTHING
    scale = 10**decimals
    scaled = scales.divide_half_away(part * 100 * scale * (1 if whole > 0 else -1), abs(whole))
    full, rest = divmod(abs(scaled), scale)
    return _signed(scaled, _grouped(full, f"{rest:0{decimals}d}" if decimals else "") + "%")


def change(now: int, before: int) -> str:
    """What became of `before`: "+18%", "−3%", "0%"; "–" where there was nothing."""
    if before == 0:
        return NOTHING
    text = percent(now - before, abs(before), decimals=0)
    return f"+{text}" if now > before and text != "0%" else text


def local(instant: datetime) -> datetime:
    """An aware instant on the company's clock."""
    return instant.astimezone(_zone)


def clock_time(instant: datetime | None) -> str:
    """ "14:05", "9:12"."""
    return NOTHING if instant is None else _hour(local(instant))


def _hour(here: datetime) -> str:
    return f"{here.hour}:{here.minute:02d}"


def when(instant: datetime | None, *, now: datetime | None = None) -> str:
    """ "dziś 14:05", "wczoraj 9:12", "12 lis", "12 lis 2025"."""
    if instant is None:
        return NOTHING
    here, today = local(instant), local(now or datetime.now(UTC)).date()
    named = _named_day(here.date(), today)
    return f"{named} {_hour(here)}" if named else _plain_day(here.date(), today)


def hour_or_day(instant: datetime | None) -> str:
    """Where there is little room: "14:05" of today, else "wczoraj", "12 lis", "12 lis 2025"."""
    if instant is None:
        return NOTHING
    here, today = local(instant), local(datetime.now(UTC)).date()
    return _hour(here) if here.date() == today else day(here.date(), today=today)


def day(value: date | None, *, today: date | None = None) -> str:
    """ "dziś", "wczoraj", "jutro", "12 lis", "12 lis 2025"."""
    if value is None:
        return NOTHING
    reference = today or local(datetime.now(UTC)).date()
    return _named_day(value, reference) or _plain_day(value, reference)


def _named_day(value: date, today: date) -> str:
    match (value - today).days:
        case 0:
            return QCoreApplication.translate("Formats", "today")
        case -1:
            return QCoreApplication.translate("Formats", "yesterday")
        case 1:
            return QCoreApplication.translate("Formats", "tomorrow")
    return ""


def _plain_day(value: date, today: date) -> str:
    language = QLocale.Language.Polish if words.language() == "pl" else QLocale.Language.English
    month = QLocale(language).standaloneMonthName(value.month, QLocale.FormatType.ShortFormat).rstrip(".")
    text = f"{value.day}{NBSP}{month}"
    return text if value.year == today.year else f"{text}{NBSP}{value.year}"


def ago(instant: datetime, *, now: datetime | None = None) -> str:
    """ "przed chwilą", "12 min temu", then as `when`."""
    passed = (now or datetime.now(UTC)) - instant
    if passed < timedelta(minutes=1):
        return QCoreApplication.translate("Formats", "just now")
    if passed < timedelta(hours=1):
        return QCoreApplication.translate("Formats", "{duration} ago").format(duration=lasting(passed))
    return when(instant, now=now)


class Plurals(QObject):
    """Words that count: lupdate sees that they have forms in `tr` alone, which Qt looks up under this class's name."""

    def days(self, count: int) -> str:
        return self.tr("%n day(s)", "", count)


def lasting(span: timedelta) -> str:
    """How long, without a sign: "38 min", "3 godz.", "2 dni"."""
    minutes = abs(int(span.total_seconds())) // 60
    if minutes < 60:
        return QCoreApplication.translate("Formats", "{count} min").format(count=minutes)
    if minutes < 24 * 60:
        return QCoreApplication.translate("Formats", "{count} h").format(count=minutes // 60)
    return Plurals().days(minutes // (24 * 60))
