"""The fields of what came, each with what it means: corrected once, remembered for the form."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from crm_desktop.intake.unrecognised import CameField, UnrecognisedCard
from ui import formats
from ui.field_meanings import MEANING_WORDS, meaning_word
from ui.theme import GRID
from ui.widgets.both_values import BothValues, Differing
from ui.widgets.buttons import PrimaryButton
from ui.widgets.cards import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.parts import row, text


class CameFields(Card):
    """`mapped` carries key: meaning of every field whose meaning a person changed or confirms, and over which version
    of the form; where another said it meanwhile, both stand beside each other."""

    mapped = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("came_fields")
        self.title.setText(self.tr("What each field means"))
        self.title.show()
        self._shown: tuple[int, int] = (0, 0)
        self._boxes: dict[str, QComboBox] = {}
        self._opened: dict[str, str] = {}
        self._newer: UnrecognisedCard | None = None
        self._both = BothValues()
        self._both.hide()
        self._both.chosen.connect(self._on_chosen)
        self._both.left.connect(lambda: self._show_both(False))
        self._hint = text(role="small", wrap=True)
        self._map = PrimaryButton("", shortcut="Ctrl+Return")
        self._map.setObjectName("map_fields")
        self._map.clicked.connect(self._on_map)
        self._rows = QWidget()
        self.body.addWidget(self._hint)
        self.body.addWidget(self._rows)
        self._foot = row(None, self._map)
        self.body.addWidget(self._both)
        self.body.addWidget(self._foot)

    def show_card(self, card: UnrecognisedCard) -> None:
        """What was chosen and not yet remembered stays while the same thing is shown."""
        title = self.tr("Remember and retry all ({count})").format(count=formats.count(card.alike))
        self._map.setText(title)
        self._map.setAccessibleName(title)
        self._map.setEnabled(card.alike > 0)
        told = self.tr("Say once what the fields of “{form}” mean: it applies to everything that comes from it.")
        self._hint.setText(told.format(form=card.row.form))
        same = self._shown[0] == card.row.submission_id
        if self._shown == (card.row.submission_id, card.form_version) or (same and self._told() != self._opened):
            return  # what is being chosen is not pulled from under anyone: the save then meets what is newer
        self._shown = (card.row.submission_id, card.form_version)
        self._fill(card.fields)

    def _fill(self, fields: tuple[CameField, ...]) -> None:
        self._boxes = {}
        self._opened = {field.key: field.meaning for field in fields}
        self._show_both(False)
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for column, title in enumerate((self.tr("Field"), self.tr("What came"), self.tr("Means"))):
            grid.addWidget(text(title, role="small"), 0, column)
        for number, field in enumerate(fields, 1):
            key, value, box = ElidedLabel(), ElidedLabel(), self._box(field)
            key.show_text(field.key)
            value.show_text(" ".join(field.value.split()) or formats.NOTHING)
            for column, widget in enumerate((key, value, box)):
                grid.addWidget(widget, number, column, Qt.AlignmentFlag(0))
            self._boxes[field.key] = box
        self.body.replaceWidget(self._rows, rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = rows

    def _box(self, field: CameField) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"means_{field.key}")
        box.setAccessibleName(self.tr("“{field}” means").format(field=field.key))
        for meaning, word in MEANING_WORDS.items():
            box.addItem(QCoreApplication.translate("Meaning", word), meaning)
        box.setCurrentIndex(box.findData(field.meaning))
        return box

    def _told(self) -> dict[str, str]:
        return {key: str(box.currentData()) for key, box in self._boxes.items()}

    def _on_map(self) -> None:
        self.mapped.emit(self._told(), self._shown[1])

    def meet(self, theirs: UnrecognisedCard) -> None:
        """Another said what the fields mean while one chose."""
        if theirs.row.submission_id != self._shown[0]:
            return
        self._newer, mine = theirs, self._told()
        differ = [
            Differing(
                field.key,
                field.key,
                meaning_word(mine[field.key]),
                meaning_word(field.meaning),
                mine[field.key] != self._opened[field.key],
            )
            for field in theirs.fields
            if field.key in mine and mine[field.key] != field.meaning
        ]
        if differ:
            self._both.show_fields(differ)
            self._show_both(True)
        else:
            self._on_chosen(frozenset())

    def _on_chosen(self, kept: frozenset[str]) -> None:
        """Over the version that was seen; who goes back to the fields meets it again."""
        if (newer := self._newer) is None:
            return
        mine = self._told()
        told = {field.key: mine[field.key] if field.key in kept else field.meaning for field in newer.fields}
        self.mapped.emit(told, newer.form_version)

    def _show_both(self, on: bool) -> None:
        self._both.setVisible(on)
        for widget in (self._rows, self._foot, self._hint):
            widget.setVisible(not on)
