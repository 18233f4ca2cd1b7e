"""Bars within a page: its head with the acts, and a decision that waits without blocking anything."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import GAP, GRID, Meaning, icon
from ui.theme.meaning import icon_name, word
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import text_label


class PageHead(QFrame):
    """What this page is about, at the left; what can be done with it, at the right, the main button last."""

    def __init__(self, title: str = "", detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.title = text_label(title, "title")
        self.detail = text_label(detail, "small", self)
        self.detail.setVisible(bool(detail))
        self._beside = QHBoxLayout()
        self._beside.setSpacing(2 * GRID)
        self._beside.addWidget(self.title)
        self._beside.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(self._beside)
        words.addWidget(self.detail)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GAP, 2 * GRID, GAP, 2 * GRID)
        self._row.setSpacing(2 * GRID)
        self._row.addLayout(words, 1)

    def set_title(self, title: str, detail: str = "") -> None:
        self.title.setText(title)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))

    def add_beside_title(self, widget: QWidget) -> None:
        """A pill or a count, right after the title."""
        self._beside.insertWidget(self._beside.count() - 1, widget)

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)


class DecisionBar(QFrame):
    """What happened, what is safe, and what can be done about it. Hidden until something is asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "decision")
        self._mark = QLabel()
        self._text = text_label("")
        self._text.setWordWrap(True)
        self._buttons: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GAP, 2 * GRID, GAP, 2 * GRID)
        self._row.setSpacing(2 * GRID)
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def ask(self, text: str, meaning: Meaning = Meaning.ATTENTION) -> None:
        """Shows the bar with `text` and no choices; `offer` adds them."""
        self._take_choices()
        self._text.setText(text)
        self.setAccessibleName(f"{word(meaning)}: {text}")
        self._mark.setPixmap(icon(icon_name(meaning), token=meaning.value).pixmap(20))
        self.setProperty("meaning", meaning.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def offer(self, choice: str, on_chosen: Callable[[], object], *, main: bool = False) -> Button:
        """A button; pressing it calls `on_chosen`, which decides whether the bar goes (`dismiss`)."""
        button = PrimaryButton(choice) if main else Button(choice)
        button.clicked.connect(on_chosen)
        self._buttons.append(button)
        self._row.addWidget(button)
        return button

    def dismiss(self) -> None:
        self._take_choices()
        self.hide()

    def _take_choices(self) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons.clear()
