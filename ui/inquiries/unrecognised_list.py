"""The list of what was not understood: by which way it came, why it was left, how it begins."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.intake.unrecognised import UnrecognisedRow
from db.vocabulary import Outcome
from ui import formats
from ui.labels import Label, label
from ui.tables import Column, TableView
from ui.tables.records_model import CellRole
from ui.theme import GRID, Meaning, colour, font, metrics, paint_icon
from ui.theme.tokens import SMALL_PT
from ui.widgets.pills import paint_pill, pill_size

PAD, MARK = 14, 14
LEFT = Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def outcome_label(outcome: Outcome) -> Label:
    if outcome is Outcome.SPAM:
        return Label(QCoreApplication.translate("Unrecognised", "spam"), Meaning.PLAIN, "prohibit")
    return Label(QCoreApplication.translate("Unrecognised", "not recognised"), Meaning.ATTENTION, "question")


def spoken(row: UnrecognisedRow) -> str:
    """The whole row for a screen reader."""
    parts = (row.form, outcome_label(row.outcome).text, row.reason, formats.when(row.received_at))
    return ", ".join(part for part in parts if part)


class UnrecognisedList(TableView):
    def __init__(self) -> None:
        title = QCoreApplication.translate("Unrecognised", "Unrecognised")
        super().__init__(
            [Column("submission", title, spoken, stretch=True)],
            name="unrecognised_list",
            title=title,
            empty=QCoreApplication.translate(
                "Unrecognised",
                "Everything that came in was recognised. What the program does not recognise is kept here, as it came.",
            ),
        )
        self.horizontalHeader().hide()
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Lines(self))
        lines = self.fontMetrics().height() + 2 * metrics(SMALL_PT).height()
        self.verticalHeader().setDefaultSectionSize(lines + 6 * GRID)


class _Lines(QStyledItemDelegate):
    """Form and outcome; why; how it begins and when it came."""

    def __init__(self, shown_in: UnrecognisedList) -> None:
        super().__init__(shown_in)
        self._list = shown_in

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area: QRect = option.rect
        row = index.data(CellRole.RECORD)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(area, colour("row" if chosen else "bg" if hovered else "surface"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colour("grid"))
        if chosen:
            wide = 4 if self._list.hasFocus() else 3
            painter.fillRect(QRect(area.left(), area.top(), wide, area.height() - 1), colour("accent"))
        if isinstance(row, UnrecognisedRow):
            self._paint_row(painter, area.adjusted(PAD, 3 * GRID - 2, -PAD, -2 * GRID), row)
        painter.restore()

    def _paint_row(self, painter: QPainter, inside: QRect, row: UnrecognisedRow) -> None:
        first = QRect(inside.left(), inside.top(), inside.width(), metrics(bold=True).height())
        second = QRect(inside.left(), first.bottom() + GRID, inside.width(), metrics(SMALL_PT).height())
        third = QRect(inside.left(), second.bottom() + GRID, inside.width(), second.height())
        pill = outcome_label(row.outcome)
        paint_pill(painter, first, pill, at_right=True)
        painter.setFont(font(bold=True))
        painter.setPen(colour("text"))
        _words(painter, first.adjusted(0, 0, -pill_size(pill).width() - 2 * GRID, 0), row.form)
        painter.setFont(font(SMALL_PT))
        _words(painter, second, row.reason)
        when = formats.when(row.received_at)
        painter.setPen(colour("faint"))
        painter.drawText(third, RIGHT, when)
        mark = QRect(third.left(), third.center().y() - MARK // 2 + 1, MARK, MARK)
        paint_icon(painter, mark, label(row.channel).icon, colour("faint"))
        taken = metrics(SMALL_PT).horizontalAdvance(when) + 2 * GRID
        painter.setPen(colour("muted"))
        _words(painter, third.adjusted(MARK + GRID + 2, 0, -taken, 0), row.preview)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._list.verticalHeader().defaultSectionSize())


def _words(painter: QPainter, area: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, LEFT, shown)
