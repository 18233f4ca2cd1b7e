"""When the company is open: each weekday, days it closes; public holidays are known."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QLocale

from crm_desktop.company import public_holidays
from crm_desktop.settings import Settings
from crm_desktop.working_time import WEEKDAYS, calendar_of, hours_text
from ui import words
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.card_page import CardPage
from ui.typed_days import example, stored_day, stored_day_shown
from ui.widgets.cards import Card, text_label


class HoursPage(CardPage):
    """Seven weekdays as one writes them; what is empty is closed."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr("Answer deadlines and response times count only these hours.")
        super().__init__(seat, self.tr("Opening hours"), about, self._asks())
        self._holidays = text_label("")
        self._holidays.setObjectName("coming_holidays")
        self._holidays.setWordWrap(True)
        card = Card(self.tr("Coming public holidays"))
        card.body.addWidget(self._holidays)
        self.editor.beneath.addWidget(card)

    def _asks(self) -> list[Ask]:
        locale, like = _locale(), self.tr("E.g. 8:00-16:00; empty: closed.")
        names = [locale.standaloneDayName(number) for number in range(1, 8)]
        days = [Ask(key, name[:1].upper() + name[1:], like) for key, name in zip(WEEKDAYS, names, strict=True)]
        closed = Ask(
            "closed_days",
            self.tr("Also closed on"),
            self.tr("One date per line, e.g. {day}. Public holidays are closed anyway.").format(day=example()),
            Kind.LINES,
        )
        return [*days, closed]

    def start(self) -> None:
        super().start()
        self.seat.read(public_holidays, self._on_holidays, owner=self, latest="holidays")

    def _on_holidays(self, days: list[date]) -> None:
        locale = _locale()
        told = [locale.toString(day, "dddd, d MMMM yyyy") for day in days]
        self._holidays.setText("\n".join(told) or self.tr("None are known for the country of the company."))

    def values_of(self, settings: Settings) -> Values:
        hours = calendar_of(settings).hours
        told = {key: hours_text(minutes) for key, minutes in zip(WEEKDAYS, hours, strict=True)}
        return {**told, "closed_days": "\n".join(map(stored_day_shown, settings.closed_days))}

    def applied(self, settings: Settings, values: Mapping[str, Any]) -> Settings:
        usual = calendar_of(replace(settings, opening_hours={})).hours
        told = {key: str(values[key]).strip() for key in WEEKDAYS}
        return replace(
            settings,
            opening_hours={
                key: told[key] for key, minutes in zip(WEEKDAYS, usual, strict=True) if told[key] != hours_text(minutes)
            },
            closed_days=[stored_day(day) for day in values["closed_days"].splitlines() if day.strip()],
        )


def _locale() -> QLocale:
    return QLocale(QLocale.Language.Polish if words.language() == "pl" else QLocale.Language.English)
