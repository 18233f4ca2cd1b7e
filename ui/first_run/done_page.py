"""Page 4: what is set up, and where the day begins."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.first_run.answers import Answers
from ui.theme import GAP
from ui.widgets.cards import Card
from ui.widgets.parts import text


class DonePage(QWidget):
    """Nothing to answer: the main button opens Today."""

    def __init__(self, answers: Answers, company: str) -> None:
        super().__init__()
        server = answers.server
        summary = Card()
        summary.add_pair(self.tr("Company"), company)
        summary.add_pair(self.tr("Database"), self.tr("This computer") if server is None else server.host)
        brought = "\n".join(answers.loaded) or self.tr("nothing yet")
        summary.add_pair(self.tr("Imported"), brought).setObjectName("first_brought")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(text(self.tr("Everything is ready."), role="title"))
        column.addWidget(summary)
        keys = self.tr(
            "Ctrl+1 to Ctrl+6 switch the tabs, Ctrl+K finds everything, Ctrl+N adds an inquiry.\nMore sheets "
            "can be imported at any time from the File menu."
        )
        column.addWidget(text(keys, role="muted", wrap=True))
        column.addStretch(1)

    def first_focus(self) -> QWidget:
        return self
