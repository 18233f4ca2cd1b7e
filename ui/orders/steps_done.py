"""Who did what when: every step of an order with its person and place."""

from crm_desktop.orders.records import OrderCard
from ui import formats
from ui.tables import Column, TableView
from ui.widgets.parts import word


class StepsDone(TableView):
    """`place`: with the workstation, where there is room for it."""

    def __init__(self, name: str, *, place: bool = True) -> None:
        super().__init__(
            [
                Column("step", self.tr("Step"), lambda r: word(r.step), stretch=True),
                Column("when", self.tr("When"), lambda r: r.at, text=formats.when, width=132),
                Column("who", self.tr("Who"), lambda r: r.actor, width=130),
                Column("where", self.tr("Workstation"), lambda r: r.place, muted=True, width=100),
            ],
            empty=self.tr("Each step appears here with who did it."),
            name=name,
            title=self.tr("Steps done"),
        )
        self.setColumnHidden(3, not place)

    def show_steps(self, card: OrderCard) -> None:
        self.set_records(card.steps)
