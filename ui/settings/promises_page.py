"""What the company promises: answers, reservations, offers, papers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crm_desktop.settings import Settings
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.card_page import CardPage

PLAIN = (
    "answer_within_hours",
    "join_within_minutes",
    "fastest_seconds",
    "spam_score",
    "spam_kept_days",
    "reservation_hours",
    "offer_valid_days",
    "dormant_after_months",
    "copies_of_wz",
    "show_prices_on_wz",
    "reprint_marked",
    "second_check",
    "gross_prices",
)


class PromisesPage(CardPage):
    """Each promise with its unit; days as one writes them."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr("When you answer by, how long goods stay reserved, what is printed.")
        super().__init__(seat, self.tr("Deadlines and documents"), about, self._asks())

    def _asks(self) -> list[Ask]:
        return [*self._times(), *self._days(), *self._came(), *self._papers(), *self._accounts()]

    def _times(self) -> list[Ask]:
        hours, number = self.tr("h"), Kind.NUMBER
        return [
            Ask(
                "answer_within_hours",
                self.tr("Answer within"),
                self.tr("Opening hours from receipt to the promised answer."),
                number,
                least=1,
                suffix=hours,
            ),
            Ask(
                "reservation_hours",
                self.tr("Reservations last"),
                self.tr("After this a reservation expires and the goods are available again."),
                number,
                least=1,
                suffix=hours,
            ),
        ]

    def _days(self) -> list[Ask]:
        number = Kind.NUMBER
        return [
            Ask(
                "offer_valid_days",
                self.tr("Offers are valid for"),
                self.tr("Proposed when an offer is made."),
                number,
                least=1,
                suffix=self.tr("days"),
            ),
            Ask(
                "dormant_after_months",
                self.tr("Dormant after"),
                self.tr("A customer with no activity for this long is shown as dormant."),
                number,
                least=1,
                suffix=self.tr("months"),
            ),
        ]

    def _came(self) -> list[Ask]:
        number = Kind.NUMBER
        return [
            Ask(
                "join_within_minutes",
                self.tr("Join repeated forms within"),
                self.tr("The same person again within this time: the same inquiry. 0: never."),
                number,
                suffix=self.tr("min"),
            ),
            Ask(
                "fastest_seconds",
                self.tr("Shortest time to fill in"),
                self.tr("A form sent sooner looks like a bot's."),
                number,
                suffix=self.tr("s"),
            ),
            Ask(
                "spam_score",
                self.tr("Spam threshold"),
                self.tr("Signs of spam add up; from this score a form is set aside."),
                number,
                least=1,
                suffix=self.tr("points"),
            ),
            Ask(
                "spam_kept_days",
                self.tr("Spam is kept for"),
                self.tr("Then it is deleted; until then it can be accepted."),
                number,
                least=1,
                suffix=self.tr("days"),
            ),
        ]

    def _papers(self) -> list[Ask]:
        return [
            Ask(
                "copies_of_wz",
                self.tr("Copies of a WZ"),
                self.tr("Printed at once, each marked as original or copy."),
                Kind.NUMBER,
                least=1,
                most=9,
            ),
            Ask(
                "show_prices_on_wz",
                self.tr("Prices on the WZ"),
                self.tr("Off: quantities only."),
                Kind.CHECK,
            ),
            Ask(
                "reprint_marked",
                self.tr("Mark reprinted labels"),
                self.tr("A reprinted label is marked as one."),
                Kind.CHECK,
            ),
            Ask(
                "second_check",
                self.tr("A second person checks"),
                self.tr("What one person picked, another checks before it leaves."),
                Kind.CHECK,
            ),
            Ask(
                "gross_prices",
                self.tr("Gross prices"),
                self.tr("Orders entered here use gross prices (retail)."),
                Kind.CHECK,
            ),
        ]

    def _accounts(self) -> list[Ask]:
        return [
            Ask(
                "stock_method",
                self.tr("Stock records method"),
                self.tr("For JPK_MAG (art. 17 of the Accounting Act)."),
                Kind.CHOICE,
                (
                    ("1", self.tr("1: quantity and value")),
                    ("2", self.tr("2: quantity")),
                    ("3", self.tr("3: value")),
                    ("4", self.tr("4: written off when bought")),
                ),
            ),
        ]

    def values_of(self, settings: Settings) -> Values:
        plain = {key: getattr(settings, key) for key in PLAIN}
        return plain | {
            "stock_method": str(settings.stock_method),
        }

    def applied(self, settings: Settings, values: Mapping[str, Any]) -> Settings:
        return replace(settings, **{key: values[key] for key in PLAIN}, stock_method=int(values["stock_method"]))
