"""The look around: two minutes through the tabs, a card at the foot of the window that says what each is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import GAP, GRID
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.cards import text_label

WIDE, ABOVE_THE_FOOT = 560, 48
SEEN = "help/looked_around"


@dataclass(frozen=True, slots=True)
class Stop:
    """A tab by its key ("" leaves the one that is shown), and what is said there."""

    tab: str
    title: str
    text: str


class LookAround(QFrame):
    """Enter or → goes on, ← back, Esc ends it; `tab_wanted` with the key of the tab to show, `ended` once."""

    tab_wanted = Signal(str)
    ended = Signal()

    def __init__(self, over: QWidget, *, tabs: Sequence[str] = ()) -> None:
        """`tabs`: those there are, where not all."""
        super().__init__(over)
        self.setObjectName("look_around")
        self.setProperty("look", "toast")
        self.setAccessibleName(self.tr("A quick tour"))
        self.stops = [stop for stop in self._stops() if not tabs or stop.tab in ("", *tabs)]
        self._over = over
        self.at = 0
        self.count = text_label("", "small")
        self.title = text_label("", "title")
        self.title.setObjectName("look_around_title")
        self.text = text_label("")
        self.text.setObjectName("look_around_text")
        self.text.setWordWrap(True)
        self.back = Button(self.tr("Back"))
        self.back.setObjectName("look_around_back")
        self.on = PrimaryButton(self.tr("Next"))
        self.on.setObjectName("look_around_next")
        self.leave = QuietButton(self.tr("End the tour"))
        self.leave.setObjectName("look_around_end")
        self.back.clicked.connect(lambda: self._step(-1))
        self.on.clicked.connect(lambda: self._step(1))
        self.leave.clicked.connect(self.end)
        for keys, act in (("Escape", self.end), ("Right", lambda: self._step(1)), ("Left", lambda: self._step(-1))):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._lay_out()
        over.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for widget in (self.leave, None, self.count, self.back, self.on):
            if widget is None:
                buttons.addStretch(1)
            else:
                buttons.addWidget(widget)
        buttons.setSpacing(2 * GRID)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, GAP, 4 * GRID, GAP)
        column.setSpacing(2 * GRID)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(buttons)

    def _stops(self) -> tuple[Stop, ...]:
        return (
            Stop("today", self.tr("Today: start here"), self.tr(
                "What is waiting, the most urgent on top. Enter opens a row where you deal with it. The four "
                "figures beside it lead to their charts.")),
            Stop("inquiries", self.tr("Inquiries: nobody retypes"), self.tr(
                "Forms, e-mail and shops become inquiries by themselves. The clock shows how long is left "
                "until the promised answer. A answers, E makes an offer, O an order; Ctrl+N adds a call.")),
            Stop("orders", self.tr("Orders: eight pages"), self.tr(
                "From the customer to the parcel handed over. Goods are reserved at once, picked by scanner, "
                "issued with a WZ, and the label is printed. Ctrl+Enter is always the next step.")),
            Stop("warehouse", self.tr("Warehouse: figures you can trust"), self.tr(
                "On hand, reserved and available for every product, its movements and documents. Only "
                "documents change stock, so every figure can be traced to one.")),
            Stop("customers", self.tr("Customers: everything in one timeline"), self.tr(
                "Who called, what they asked, what they got and when. Whoever answers the phone sees where their order "
                "stands now.")),
            Stop("charts", self.tr("Charts: click through to the details"), self.tr(
                "A stage, a bar or a cell opens what is behind it, down to the single line. Backspace goes "
                "back, Ctrl+E exports a sheet or PDF.")),
            Stop("", self.tr("Ctrl+K finds everything"), self.tr(
                "A customer, a phone number, an order, a product, a WZ: type a few letters. ? shows the keys "
                "of the page you are on, F1 its help.")),
        )  # fmt: skip

    def begin(self) -> None:
        self.at = 0
        self._show()

    def end(self) -> None:
        if self.isVisible():
            self.hide()
            self.ended.emit()

    def _step(self, by: int) -> None:
        if self.at + by >= len(self.stops):
            self.end()
            return
        self.at = max(0, self.at + by)
        self._show()

    def _show(self) -> None:
        stop = self.stops[self.at]
        if stop.tab:
            self.tab_wanted.emit(stop.tab)
        self.title.setText(stop.title)
        self.text.setText(stop.text)
        self.count.setText(f"{self.at + 1} / {len(self.stops)}")
        self.back.setEnabled(self.at > 0)
        last = self.at == len(self.stops) - 1
        self.on.setText(self.tr("Start working") if last else self.tr("Next"))
        self.leave.setVisible(not last)
        self._place()
        self.show()
        self.raise_()
        self.on.setFocus()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A tab that is shown takes the focus once it is filled; the card keeps it, but for who clicks elsewhere."""
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        here = now is not None and now.window() is self.window() and not self.isAncestorOf(now)
        if self.isVisible() and here and not pressed:
            self.on.setFocus()

    def _place(self) -> None:
        wide = min(WIDE, self._over.width() - 2 * GAP)
        high = self._column.heightForWidth(wide)
        self.setGeometry((self._over.width() - wide) // 2, self._over.height() - high - ABOVE_THE_FOOT, wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
