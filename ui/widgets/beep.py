"""What a scan did, in a word and a colour; whoever shows it beeps as well."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.theme import GAP, GRID, Meaning, icon
from ui.theme.meaning import icon_name
from ui.widgets.parts import text


class Beep(QFrame):
    """What the last beep did, large enough to be read from a step away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("beep")
        self.setProperty("look", "decision")
        self._mark = QLabel()
        self._text = text(role="title", wrap=True, name="beep_said")
        line = QHBoxLayout(self)
        line.setContentsMargins(GAP, 2 * GRID, GAP, 2 * GRID)
        line.setSpacing(GAP)
        line.addWidget(self._mark)
        line.addWidget(self._text, 1)
        self.say("", Meaning.INFO)

    @property
    def said(self) -> str:
        return self._text.text()

    def say(self, sentence: str, meaning: Meaning) -> None:
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self._mark.setPixmap(icon(icon_name(meaning), token=meaning.value).pixmap(28))
        self.setProperty("meaning", meaning.value)
        self.style().unpolish(self)
        self.style().polish(self)
