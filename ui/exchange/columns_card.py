"""Which column of the file holds what: guessed, and corrected in a list a field."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QScrollArea, QSizePolicy, QWidget

from crm_desktop.exchange.proposing import ListField
from ui.theme import GRID
from ui.theme.tokens import CONTROL_HEIGHT
from ui.widgets.cards import Card
from ui.widgets.parts import text


class ColumnsCard(Card):
    """`changed` when the person chose another column for a field."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Columns"))
        self._boxes: dict[str, QComboBox] = {}
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(
            text(self.tr("Which column of your file holds each field. * is required."), role="small", wrap=True)
        )
        self.body.addWidget(self._area, 1)
        self.setMinimumWidth(400)

    def show_fields(self, fields: Sequence[ListField], heads: Sequence[str]) -> None:
        """A new file or another list: a box a field, nothing chosen yet."""
        self._boxes = {}
        holder = QWidget()
        holder.setProperty("look", "surface")
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 4 * GRID, 0)
        form.setVerticalSpacing(GRID)
        for field in fields:
            name = f"{field.name} *" if field.needed else field.name
            box = QComboBox()
            box.setObjectName(f"column_{field.key}")
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.addItem(self.tr("– none –"), "")
            for head in heads:
                box.addItem(head, head)
            box.activated.connect(lambda _row: self.changed.emit())
            self._boxes[field.key] = box
            label = text(name)
            label.setBuddy(box)
            label.setMinimumHeight(CONTROL_HEIGHT)
            form.addRow(label, box)
        self._area.setWidget(holder)

    def show_columns(self, columns: Mapping[str, str]) -> None:
        for key, box in self._boxes.items():
            box.setCurrentIndex(max(0, box.findData(columns.get(key, ""))))

    @property
    def columns(self) -> dict[str, str]:
        """Field -> head, "" for a field that is not in the file."""
        return {key: str(box.currentData() or "") for key, box in self._boxes.items()}
