"""To whom a reply or an offer goes: an e-mail address, or nobody where it is given in person."""

from PySide6.QtWidgets import QLineEdit


class Recipient(QLineEdit):
    """Marked while it holds what was refused."""

    def __init__(self, name: str, without: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(without)
        self.textChanged.connect(lambda _text: self._mark(wrong=False))

    @property
    def address(self) -> str:
        return self.text().strip()

    def refuse(self, address: str) -> None:
        """It is no address, if it still stands here and is looked at."""
        if self.isVisible() and self.address == address:
            self._mark(wrong=True)
            self.setFocus()

    def _mark(self, *, wrong: bool) -> None:
        told = "true" if wrong else ""
        if (self.property("wrong") or "") != told:
            self.setProperty("wrong", told)
            self.style().unpolish(self)
            self.style().polish(self)
