"""The look of the address label: for each paper which fields, in which order, how large; and the logo."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from crm_desktop.printing.look import (
    LARGEST,
    MOST_WORDS,
    PAPERS,
    SMALLEST,
    default_look,
    looks_of,
    paper_key,
    stored_look,
)
from crm_desktop.printing.records import LabelBlock, LabelLook, LabelSize
from db.vocabulary import LabelField
from ui import prompts
from ui.theme import GRID
from ui.widgets.buttons import Button, LinkButton, QuietButton
from ui.widgets.parts import row, text, word

TEXT_LEFT = 7
LOGO_DOTS = 600
"""As wide or high as any label printer draws it."""


def paper_name(size: LabelSize) -> str:
    if (size.width, size.height) == (105, 148):
        return "A6 · 105 × 148 mm"
    return f"{size.width} × {size.height} mm" if size.height else f"{size.width} mm"


class LabelEditor(QWidget):
    """`changed` at every change, also of the paper that is looked at. Its value is the setting `label`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label: dict[str, Any] = {}
        self._order: list[LabelField] = list(LabelField)
        self._checks: dict[LabelField, QCheckBox] = {}
        self._sizes: dict[LabelField, QSpinBox] = {}
        self._lifts: dict[LabelField, tuple[QuietButton, QuietButton]] = {}
        self.papers = QComboBox()
        self.papers.setObjectName("label_paper")
        self.papers.setAccessibleName(self.tr("Paper"))
        self._words = QLineEdit()
        self._words.setObjectName("label_words")
        self._words.setMaxLength(MOST_WORDS)
        self._words.setAccessibleName(self.tr("Your own text"))
        self._words.setPlaceholderText(self.tr("Your own text, e.g. Handle with care"))
        self._logo = Button(self.tr("Choose a logo…"), "image")
        self._logo.setObjectName("label_logo")
        self._no_logo = LinkButton(self.tr("Remove the logo"))
        self._no_logo.setObjectName("label_no_logo")
        self._plain = LinkButton(self.tr("Restore the default"))
        self._plain.setObjectName("label_plain")
        for button in (self._logo, self._no_logo, self._plain):
            button.setAccessibleName(button.text())
        self._lay_out()
        self.show_papers(())
        self.papers.currentIndexChanged.connect(lambda _at: self._on_paper())
        self._words.textEdited.connect(lambda _text: self._keep())
        self._logo.clicked.connect(self._on_logo)
        self._no_logo.clicked.connect(lambda: self._set_logo(""))
        self._plain.clicked.connect(self._on_plain)
        self.setFocusProxy(self.papers)

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(0, 1)
        for field in LabelField:
            self._add_field(field, word(field))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(row(text(self.tr("Paper")), self.papers, None, self._plain))
        column.addLayout(self._grid)
        column.addWidget(self._words)
        column.addWidget(row(self._logo, self._no_logo, None))
        self._arrange()

    def _add_field(self, field: LabelField, name: str) -> None:
        check = self._checks[field] = QCheckBox(name)
        check.setObjectName(f"label_{field.value}")
        size = self._sizes[field] = QSpinBox()
        size.setObjectName(f"label_size_{field.value}")
        size.setRange(SMALLEST, LARGEST)
        size.setSingleStep(10)
        size.setSuffix(" %")
        size.lineEdit().setTextMargins(TEXT_LEFT, 0, 0, 0)  # the stylesheet does not reach it
        size.setAccessibleName(self.tr("Size: {field}").format(field=name))
        up, down = QuietButton("", "caret-up"), QuietButton("", "caret-down")
        for button, said, which in (
            (up, self.tr("Move up: {field}"), "up"),
            (down, self.tr("Move down: {field}"), "down"),
        ):
            button.setObjectName(f"label_{which}_{field.value}")
            button.setAccessibleName(said.format(field=name))
            button.setToolTip(button.accessibleName())
        self._lifts[field] = (up, down)
        check.toggled.connect(lambda _on: self._on_toggled(field))
        size.valueChanged.connect(lambda _value: self._keep())
        up.clicked.connect(lambda: self._on_lift(field, -1))
        down.clicked.connect(lambda: self._on_lift(field, 1))

    def _arrange(self) -> None:
        """The rows as they stand on the label; Tab walks them so."""
        before: QWidget = self.papers
        for number, field in enumerate(self._order):
            up, down = self._lifts[field]
            widgets = (self._checks[field], self._sizes[field], up, down)
            for place, widget in enumerate(widgets):
                self._grid.addWidget(widget, number, place)
                QWidget.setTabOrder(before, widget)
                before = widget
            up.setEnabled(number > 0)
            down.setEnabled(number < len(self._order) - 1)

    def show_papers(self, more: Sequence[LabelSize]) -> None:
        """The usual ones, and those that the company's printers bear."""
        sizes = list(dict.fromkeys([*PAPERS, *more]))
        self.papers.blockSignals(True)
        chosen = self.papers.currentData()
        self.papers.clear()
        for size in sizes:
            name = paper_name(size)
            self.papers.addItem(name if size.height else self.tr("roll {width}").format(width=name), size)
        self.papers.setCurrentIndex(max(sizes.index(chosen) if chosen in sizes else 0, 0))
        self.papers.blockSignals(False)

    @property
    def paper(self) -> LabelSize:
        size = self.papers.currentData()
        return size if isinstance(size, LabelSize) else LabelSize()

    def fill(self, label: Mapping[str, Any]) -> None:
        self._label = deepcopy(dict(label))
        self._show()

    def value(self) -> dict[str, Any]:
        return deepcopy(self._label)

    def _show(self) -> None:
        own = looks_of(self._label).get(paper_key(self.paper))
        look = own or default_look(self._label)
        shown = {block.field: block.size for block in look.blocks}
        self._order = [*shown, *(field for field in LabelField if field not in shown)]
        for field in LabelField:
            for widget in (self._checks[field], self._sizes[field]):
                widget.blockSignals(True)
            self._checks[field].setChecked(field in shown)
            self._sizes[field].setValue(shown.get(field, 100))
            for widget in (self._checks[field], self._sizes[field]):
                widget.blockSignals(False)
        self._words.setText(look.words)
        self._plain.setVisible(own is not None)
        self._enable()
        self._arrange()

    def _enable(self) -> None:
        has_logo = bool(self._label.get("logo"))
        self._checks[LabelField.LOGO].setEnabled(has_logo)
        self._no_logo.setVisible(has_logo)
        self._words.setVisible(self._checks[LabelField.WORDS].isChecked())
        for field in LabelField:
            self._sizes[field].setEnabled(self._checks[field].isChecked())

    def _look(self) -> LabelLook:
        blocks = [LabelBlock(f, self._sizes[f].value()) for f in self._order if self._checks[f].isChecked()]
        return LabelLook(tuple(blocks), self._words.text().strip())

    def _keep(self) -> None:
        looks = dict(self._label.get("looks", {}))
        self._label["looks"] = {**looks, paper_key(self.paper): stored_look(self._look())}
        self._plain.show()
        self._enable()
        self.changed.emit()

    def _on_toggled(self, field: LabelField) -> None:
        """A label without a recipient goes nowhere."""
        if field is LabelField.RECIPIENT and not self._checks[field].isChecked():
            self._checks[field].setChecked(True)
        else:
            self._keep()

    def _on_lift(self, field: LabelField, by: int) -> None:
        at = self._order.index(field)
        self._order.insert(at + by, self._order.pop(at))
        self._arrange()
        self._keep()
        button = self._lifts[field][0 if by < 0 else 1]
        (button if button.isEnabled() else self._checks[field]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_paper(self) -> None:
        self._show()
        self.changed.emit()

    def _on_plain(self) -> None:
        looks = {key: look for key, look in self._label.get("looks", {}).items() if key != paper_key(self.paper)}
        self._label.pop("looks", None)
        if looks:
            self._label["looks"] = looks
        self._show()
        self.changed.emit()
        self.papers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_logo(self) -> None:
        file = prompts.person().which_file(self, self.tr("Pictures (*.png *.jpg *.jpeg *.bmp *.gif)"))
        if file is None:
            return
        picture = QImage(str(file))
        if picture.isNull():
            prompts.person().tell(self, self.tr("{file} is not an image.").format(file=file.name))
            return
        self._set_logo(encoded(picture))

    def _set_logo(self, logo: str) -> None:
        """On every paper whose look bears one; on the plain ones at once."""
        self._label.pop("logo", None)
        if logo:
            self._label["logo"] = logo
        self._show()
        self.changed.emit()


def encoded(picture: QImage) -> str:
    """No larger than it is printed, as base64 of a PNG."""
    room = QSize(LOGO_DOTS, LOGO_DOTS)
    if picture.width() > LOGO_DOTS or picture.height() > LOGO_DOTS:
        picture = picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know no format as text
    return bytes(held.toBase64().data()).decode("ascii")
