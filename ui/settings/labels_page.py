"""Label templates: what stands on the address label of each paper, beside the label of the next real order."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.orders.labelling import label_content, next_to_label, sample_content
from crm_desktop.orders.records import OrderCard
from crm_desktop.printing.layout import address_label
from crm_desktop.printing.queries import list_printers
from crm_desktop.printing.raster import png
from crm_desktop.printing.records import Printer
from crm_desktop.settings import Settings
from ui import operations
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.card_page import CardPage
from ui.settings.label_editor import LabelEditor
from ui.theme import GAP, GRID
from ui.widgets.parts import text
from ui.widgets.preview import ImageView

PREVIEW_WIDE, DPI = 330, 203


class LabelsPage(CardPage):
    """The preview is drawn by what prints, off the GUI thread, at every change."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr("What is printed on address labels. Nothing has to be set up: the default label is complete.")
        super().__init__(seat, self.tr("Label templates"), about, self._asks())
        self._card: OrderCard | None = None
        self.preview = ImageView()
        self.preview.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # whole as it stands: no key does anything
        self.preview.setObjectName("label_template_preview")
        self.preview.setAccessibleName(self.tr("The label as it is printed"))
        self._whose = text(role="small", wrap=True, name="label_template_order")
        beside, holder = QHBoxLayout(), QVBoxLayout()
        beside.setSpacing(2 * GAP)
        holder.setSpacing(GRID)
        right = QWidget()
        right.setFixedWidth(PREVIEW_WIDE)
        right.setLayout(holder)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._whose)
        holder.addWidget(self.preview, 1)
        self.body.removeWidget(self.editor)
        beside.addWidget(self.editor, 1)
        beside.addWidget(right)
        self.body.addLayout(beside, 1)
        self.editor.form.changed.connect(self._draw)

    def _asks(self) -> list[Ask]:
        told = self.tr("From top to bottom. If not everything fits, all of it is made smaller; nothing is left out.")
        return [Ask("label", self.tr("Label contents"), told, Kind.LABEL, wide=True)]

    @property
    def looks(self) -> LabelEditor:
        editor = self.editor.form.editor("label")
        assert isinstance(editor, LabelEditor)
        return editor

    def values_of(self, settings: Settings) -> Values:
        return {"label": settings.label}

    def applied(self, settings: Settings, values: Mapping[str, Any]) -> Settings:
        return replace(settings, label=values["label"])

    def start(self) -> None:
        def read(session: Any) -> tuple[list[Printer], OrderCard | None]:
            return list_printers(session), next_to_label(session)

        self.seat.read(read, self._on_beside, owner=self, latest="next_to_label")
        super().start()

    def _on_beside(self, found: tuple[list[Printer], OrderCard | None]) -> None:
        printers, self._card = found
        self.looks.show_papers([printer.size for printer in printers if printer.active])
        if self._card is None:
            self._whose.setText(self.tr("A sample: no order is waiting for a label."))
        else:
            self._whose.setText(self.tr("The next order: {number}").format(number=self._card.row.number))
        self._draw()

    def _on_read(self, card: Any) -> None:
        super()._on_read(card)
        self._draw()

    def _draw(self) -> None:
        if self.card is None:
            return
        wanted, order, size = replace(self.card.settings, label=self.looks.value()), self._card, self.looks.paper

        def drawn() -> bytes:
            content = sample_content(wanted) if order is None else label_content(order, wanted)
            return png(address_label(content, size), DPI)

        operations.run(drawn, on_done=self.preview.show_png, owner=self, latest="label_template")
