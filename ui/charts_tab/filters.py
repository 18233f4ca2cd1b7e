"""The filter bar of all pages: period, compared with, warehouse, employee, channel, group of customers."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.analytics.choices import Choices
from crm_desktop.analytics.spans import OWN, preset
from crm_desktop.clock import now
from ui import formats
from ui.charts_tab.menu_button import MenuButton
from ui.charts_tab.naming import key_word
from ui.theme import GRID
from ui.typed_days import DayEdit
from ui.widgets.parts import text

DATE_PAD = 64


@dataclass(frozen=True, slots=True)
class Filters:
    since: date
    until: date
    compare: str
    where: tuple[tuple[str, str], ...]


class FilterBar(QWidget):
    """`changed` when a person asks for other figures."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._period = MenuButton(self.tr("Period"), "period", prefix=False)
        self._compare = MenuButton(self.tr("Compared with"), "compare", prefix=False)
        self._since, self._until = DayEdit(), DayEdit()
        self._keys = {
            "warehouse": MenuButton(self.tr("Warehouse"), "filter_warehouse", prefix=False),
            "employee": MenuButton(self.tr("Employee"), "filter_employee", prefix=False),
            "channel": MenuButton(self.tr("Channel"), "filter_channel", prefix=False),
            "customer_group": MenuButton(self.tr("Group"), "filter_customer_group", prefix=False),
        }
        self._alls = {
            "warehouse": self.tr("Any warehouse"),
            "employee": self.tr("Anyone"),
            "channel": self.tr("Any channel"),
            "customer_group": self.tr("Any group"),
        }
        self._build()
        self._connect()

    def _build(self) -> None:
        self._period.set_choices(
            (
                ("days", self.tr("Last 12 months")),
                ("week", self.tr("Last 7 days")),
                ("month", self.tr("This month")),
                ("last_month", self.tr("Last month")),
                ("quarter", self.tr("This quarter")),
                ("last_quarter", self.tr("Last quarter")),
                ("year", self.tr("This year")),
                ("last_year", self.tr("Last year")),
                (OWN, self.tr("Custom dates")),
            )
        )
        self._compare.set_choices(
            (
                ("none", self.tr("Not compared")),
                ("previous", self.tr("Period before")),
                ("year", self.tr("Year before")),
            )
        )
        for edit, name, title in ((self._since, "since", self.tr("From")), (self._until, "until", self.tr("To"))):
            edit.setObjectName(name)
            edit.setAccessibleName(title)
            edit.setToolTip(title)
            edit.setFixedWidth(edit.text_width() + DATE_PAD)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        for widget in (self._period, self._since, text("–"), self._until, self._compare, *self._keys.values()):
            row.addWidget(widget)
        row.addStretch(1)
        self.show_choices(Choices((), (), (), ()))
        self._to_preset("days")

    def _connect(self) -> None:
        self._period.chosen.connect(self._on_period)
        self._compare.chosen.connect(lambda _key: self.changed.emit())
        for button in self._keys.values():
            button.chosen.connect(lambda _key: self.changed.emit())
        for edit in (self._since, self._until):
            edit.dateChanged.connect(self._on_date)

    def show_choices(self, found: Choices) -> None:
        pairs = {
            "warehouse": found.warehouses,
            "employee": found.employees,
            "channel": found.channels,
            "customer_group": found.groups,
        }
        for key, button in self._keys.items():
            named = [(f"={value}", key_word(key, value, name)) for value, name in pairs[key]]
            nothing = [] if key in ("warehouse", "channel") or not named else [("=", key_word(key, ""))]
            button.set_choices((("", self._alls[key]), *named, *nothing))

    def filters(self) -> Filters:
        """A key behind "=" is told from no choice at all."""
        where = tuple((key, button.key[1:]) for key, button in self._keys.items() if button.key)
        since, until = (edit.day for edit in (self._since, self._until))
        return Filters(since, until, self._compare.key, where)

    @property
    def is_set(self) -> bool:
        """Whether anything but the period restricts the figures."""
        return any(button.key for button in self._keys.values())

    def clear(self) -> None:
        """Any warehouse, anybody, any channel, any group."""
        for button in self._keys.values():
            button.choose("")
        self.changed.emit()

    @property
    def told(self) -> str:
        """The choices as a line for papers: "1 lip 2026 – 30 wrz 2026 · Rok wcześniej · Hurt"."""
        chosen = self.filters()
        parts = [f"{formats.day(chosen.since)} – {formats.day(chosen.until)}"]
        parts += [self._compare.word] if chosen.compare != "none" else []
        return " · ".join([*parts, *(button.word for button in self._keys.values() if button.key)])

    @property
    def period(self) -> str:
        """The name of the period, OWN for two days of one's own choice."""
        return self._period.key

    @property
    def compare_word(self) -> str:
        return self._compare.word

    def compare_with(self, key: str) -> None:
        """Without a signal."""
        self._compare.choose(key)

    def set_period(self, since: date, until: date) -> None:
        """Without a signal."""
        with QSignalBlocker(self._since), QSignalBlocker(self._until):
            self._since.set_day(since)
            self._until.set_day(until)
        self._period.choose(OWN)

    def restore(
        self, since: date, until: date, compare: str, where: tuple[tuple[str, str], ...], *, period: str = OWN
    ) -> None:
        """All of it as a kept view had it; without a signal."""
        self.set_period(since, until)
        self._period.choose(period)
        self._compare.choose(compare)
        told = dict(where)
        for key, button in self._keys.items():
            button.choose(f"={told[key]}" if key in told else "")

    def _to_preset(self, key: str) -> None:
        self.set_period(*preset(key, formats.local(now()).date()))
        self._period.choose(key)

    def _on_period(self, key: str) -> None:
        if key == OWN:
            self._since.setFocus()
            return
        self._to_preset(key)
        self.changed.emit()

    def _on_date(self) -> None:
        self._period.choose(OWN)
        self.changed.emit()
