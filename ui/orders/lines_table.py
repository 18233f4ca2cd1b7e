"""The table of a draft's lines: typed into, moved and removed by keys."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from db.vocabulary import PriceMode
from ui import formats
from ui.orders.lines import DraftLine, LinesModel
from ui.tables import Column, TableView
from ui.tables.cells import RecordCell
from ui.theme import Meaning

CODE_FROM = 1000
"""Pixels from which there is room for the code beside the name."""


class LineCell(RecordCell):
    """An editor in the cell; what is no value is left standing in it."""

    wrong = Signal(QPersistentModelIndex, str)
    editor: QLineEdit | None = None
    """The one that is open."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("line_editor")
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(title))
        self.editor = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def setModelData(self, editor: QWidget, model: object, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QLineEdit) and isinstance(model, LinesModel)
        if not model.setData(index, editor.text()):
            self.wrong.emit(QPersistentModelIndex(index), editor.text())


class LinesTable(TableView):
    """`left` when the person is done here and wants the search field; `card_wanted` with a product's code (F4)."""

    model_class = LinesModel
    left = Signal()
    card_wanted = Signal(str)
    records_model: LinesModel

    def __init__(self) -> None:
        titles = _titles()
        super().__init__(
            [
                Column("no", titles["no"], lambda r: "", right=True, muted=True, width=40),
                Column("goods", titles["goods"], lambda r: r.name, stretch=True, hint=lambda r: f"{r.name} · {r.code}"),
                Column("code", titles["code"], lambda r: r.code, muted=True),
                Column(
                    "quantity", titles["quantity"], lambda r: r.quantity, text=formats.quantity, right=True, width=76
                ),
                Column("unit", titles["unit"], lambda r: formats.unit(r.unit), muted=True),
                Column("available", titles["available"], self._available, right=True, meaning=self._meaning, width=124),
                Column("price", titles["price"], lambda r: r.unit_price, text=formats.price, right=True),
                Column("discount", titles["discount"], _discount, right=True),
                Column("vat", titles["vat"], lambda r: vat_word(r.vat_rate.value), right=True),
                Column("net", titles["net"], lambda r: r.net, text=formats.amount, right=True, bold=True, width=108),
                Column("margin", titles["margin"], _margin, right=True, meaning=_margin_meaning),
            ],
            empty=QCoreApplication.translate(
                "Lines", "No goods yet. Type a name or code above, or scan; Enter adds the line."
            ),
            name="order_lines",
            title=QCoreApplication.translate("Lines", "Lines of the order"),
        )
        self._cell = LineCell(self)
        self._cell.wrong.connect(self._on_wrong)
        self.setItemDelegate(self._cell)
        self.setSortingEnabled(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self._quantity = next(n for n, one in enumerate(self.records_model.columns) if one.key == "quantity")
        self.show_margin(False)

    def show_margin(self, seen: bool) -> None:
        """Margins are for those who may see costs."""
        self.setColumnHidden(len(self.records_model.columns) - 1, not seen)

    def say_prices(self, mode: PriceMode) -> None:
        """Whether prices are net or gross stands over them."""
        columns = list(self.records_model.columns)
        place = next(n for n, one in enumerate(columns) if one.key == "price")
        columns[place] = replace(columns[place], title=_titles()["price" if mode is PriceMode.NET else "gross"])
        self.records_model.columns = tuple(columns)
        self.records_model.headerDataChanged.emit(Qt.Orientation.Horizontal, place, place)

    def set_editable(self, editable: bool) -> None:
        self.records_model.editable = editable

    def put(self, line: DraftLine) -> None:
        """One more line; the row it stands in is shown."""
        row = self.records_model.add(line)
        self._fit_after(row)

    def _fit_after(self, row: int) -> None:
        self._empty.setVisible(not self.records_model.records)
        if len(self.records_model.records) == 1:
            self._fit_columns()
        self.stand_on(row)

    def stand_on(self, row: int) -> None:
        """On the quantity of a row."""
        index = self.records_model.index(row, self._quantity)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def edit_quantity(self) -> None:
        """Of the line that was just put: the next key is its quantity, Enter leads back to the search."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit(self.records_model.index(self.currentIndex().row(), self._quantity))

    def enter(self) -> None:
        """From the search field: into the last line, or the one stood on."""
        last = len(self.records_model.records) - 1
        if last >= 0:
            row = self.currentIndex().row() if self.currentIndex().isValid() else last
            self.stand_on(row)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish_editing(self) -> None:
        """What stands in an open cell counts, before a step is taken."""
        editor = self._cell.editor
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, LineCell.EndEditHint.NoHint)

    def _available(self, line: DraftLine) -> str:
        if line.available is None:
            return ""
        short = self.records_model.short(line)
        there = formats.quantity(max(line.available, 0))
        return (
            there
            if not short
            else self.tr("{there} · short {short}").format(there=there, short=formats.quantity(short))
        )

    def _meaning(self, line: DraftLine) -> Meaning:
        if not self.records_model.short(line):
            return Meaning.PLAIN
        return Meaning.ATTENTION if (line.available or 0) > 0 else Meaning.BAD

    def _on_wrong(self, index: QPersistentModelIndex, typed: str) -> None:
        """Back into the cell with what was typed: it is mended, not lost."""
        QTimer.singleShot(0, self, lambda: self._edit_again(index, typed))

    def _edit_again(self, index: QPersistentModelIndex, typed: str) -> None:
        cell = QModelIndex(index)
        if not cell.isValid():
            return
        self.setCurrentIndex(cell)
        self.edit(cell)
        editor = self._cell.editor
        if editor is not None:
            editor.setText(typed)
            editor.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is tight the code gives way to the name, which says it in its tooltip."""
        code = next(n for n, one in enumerate(self.records_model.columns) if one.key == "code")
        self.setColumnHidden(code, self.width() < CODE_FROM)
        super().resizeEvent(event)

    def closeEditor(self, editor: QWidget, hint: LineCell.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == LineCell.EndEditHint.SubmitModelCache:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, model = self.currentIndex().row(), self.records_model
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if ctrl and model.editable and row >= 0:
                self.stand_on(model.move(row, -1 if event.key() == Qt.Key.Key_Up else 1))
            case Qt.Key.Key_Delete if model.editable and row >= 0:
                self.remove_current()
            case Qt.Key.Key_F4 if row >= 0:
                self.card_wanted.emit(model.records[row].code)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not ctrl and model.editable and row >= 0:
                self.edit(self.currentIndex() if self._is_editable() else model.index(row, self._quantity))
            case Qt.Key.Key_Up if row == 0 and not ctrl:
                self.left.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def _is_editable(self) -> bool:
        return bool(self.records_model.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable)

    def remove_current(self) -> None:
        row = self.currentIndex().row()
        if not 0 <= row < len(self.records_model.records):
            return
        self.records_model.remove(row)
        self._empty.setVisible(not self.records_model.records)
        if self.records_model.records:
            self.stand_on(min(row, len(self.records_model.records) - 1))
        else:
            self.left.emit()


def _titles() -> dict[str, str]:
    """Of the columns, by key."""
    return {
        "no": QCoreApplication.translate("Lines", "No."),
        "goods": QCoreApplication.translate("Lines", "Goods"),
        "code": QCoreApplication.translate("Lines", "Code"),
        "quantity": QCoreApplication.translate("Lines", "Quantity"),
        "unit": QCoreApplication.translate("Lines", "Unit"),
        "available": QCoreApplication.translate("Lines", "Available"),
        "price": QCoreApplication.translate("Lines", "Net price"),
        "gross": QCoreApplication.translate("Lines", "Gross price"),
        "discount": QCoreApplication.translate("Lines", "Discount"),
        "vat": QCoreApplication.translate("Lines", "VAT"),
        "net": QCoreApplication.translate("Lines", "Net value"),
        "margin": QCoreApplication.translate("Lines", "Margin"),
    }


def vat_word(rate: str) -> str:
    """ "23" -> "23%"; letters stay."""
    return f"{rate}%" if rate.isdigit() else rate


def _discount(line: DraftLine) -> str:
    return formats.percent(line.discount, 10_000, decimals=2 if line.discount % 100 else 0) if line.discount else "–"


def _margin(line: DraftLine) -> str:
    margin = getattr(line, "margin", None)
    return "–" if margin is None else formats.percent(margin, line.net)


def _margin_meaning(line: DraftLine) -> Meaning:
    margin = getattr(line, "margin", None)
    return Meaning.BAD if margin is not None and margin < 0 else Meaning.PLAIN
