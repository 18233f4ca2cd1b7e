"""Numbers and dates as people here say them: 1 234,50 zł; dziś 14:05."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.clock import now
from crm_desktop.money import minor_text, price_text, quantity_text

SIGNS = {"PLN": "zł", "EUR": "€", "USD": "$", "GBP": "£"}


def _local(text: str) -> str:
    """ "-12345.50" -> "−12 345,50" by the program's language."""
    sign, body = ("\N{MINUS SIGN}", text[1:]) if text.startswith("-") else ("", text)
    whole, _, rest = body.partition(".")
    polish = QLocale().language() == QLocale.Language.Polish
    grouped = f"{int(whole):,}".replace(",", "\N{NO-BREAK SPACE}" if polish else ",")
    mark = "," if polish else "."
    return f"{sign}{grouped}{mark}{rest}" if rest else f"{sign}{grouped}"


def money(minor: int, currency: str = "PLN") -> str:
    return f"{_local(minor_text(minor))}\N{NO-BREAK SPACE}{SIGNS.get(currency, currency)}"


def price(value: int) -> str:
    return _local(price_text(value))


def quantity(value: int) -> str:
    return _local(quantity_text(value))


def count(value: int) -> str:
    return _local(str(value))


def percent(part: int, whole: int) -> str:
    """ "33,6%"; "–" of nothing."""
    if not whole:
        return "–"
    tenths = round(1000 * part / whole)
    return f"{_local(f'{tenths // 10}.{tenths % 10}')}%"


def day(value: date | None) -> str:
    return "" if value is None else QLocale().toString(value, "d MMM yyyy")


def moment(value: datetime | None, zone: str) -> str:
    """Today and yesterday by their names, other days by date."""
    if value is None:
        return ""
    local, today = value.astimezone(ZoneInfo(zone)), now().astimezone(ZoneInfo(zone)).date()
    hour = f"{local:%H:%M}"
    match (today - local.date()).days:
        case 0:
            return QCoreApplication.translate("formats", "today {time}").format(time=hour)
        case 1:
            return QCoreApplication.translate("formats", "yesterday {time}").format(time=hour)
        case _:
            return QLocale().toString(local.date(), "d MMM" if local.year == today.year else "d MMM yyyy")
