"""The papers of the open order that are no documents: printed on the office's printer, or kept as a file."""

from functools import partial

from PySide6.QtWidgets import QMenu

from crm_desktop.orders.paper_records import OrderPaper
from crm_desktop.orders.papers import order_paper, save_paper
from crm_desktop.orders.records import OrderCard
from ui import operations, prompts
from ui.orders.paper import print_pdf
from ui.seat import Seat
from ui.widgets.buttons import QuietButton


class PapersMenu(QuietButton):
    """Confirmation and pick list of the order that is open."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(self.tr("Documents"), "printer")
        self.setObjectName("order_papers")
        self.setAccessibleName(self.tr("Documents of the order"))
        self._seat = seat
        self._number = ""
        menu = QMenu(self)
        for paper, printed, saved in (
            (OrderPaper.CONFIRMATION, self.tr("Print the confirmation…"), self.tr("Save the confirmation…")),
            (OrderPaper.PICK_LIST, self.tr("Print the pick list…"), self.tr("Save the pick list…")),
        ):
            menu.addAction(printed, partial(self.print_paper, paper))
            menu.addAction(saved, partial(self.save_paper, paper))
        self.setMenu(menu)

    def show_card(self, card: OrderCard | None) -> None:
        self._number = card.row.number if card else ""
        self.setVisible(card is not None)

    def print_paper(self, paper: OrderPaper) -> None:
        database, number = self._seat.database, self._number

        def show(pdf: bytes) -> None:
            print_pdf(self, pdf, f"{self._title(paper)} {number}")

        operations.run(lambda: order_paper(database, number, paper), on_done=show, owner=self)

    def save_paper(self, paper: OrderPaper) -> None:
        database, number = self._seat.database, self._number
        suggested = f"{self._title(paper)} {number.replace('/', '-')}.pdf"
        file = prompts.person().where_to_save(self, suggested, "PDF (*.pdf)")
        if file is None:
            return

        def done(_bytes: int) -> None:
            prompts.person().tell(self, self.tr("Saved: {file}").format(file=str(file)))

        operations.run(lambda: save_paper(database, number, paper, file), on_done=done, owner=self)

    def _title(self, paper: OrderPaper) -> str:
        return self.tr("Confirmation") if paper is OrderPaper.CONFIRMATION else self.tr("Pick list")
