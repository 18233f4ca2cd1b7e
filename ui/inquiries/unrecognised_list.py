"""The list of what was not understood: by which way it came, why it was left, how it begins."""

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QPainter

from crm_desktop.intake.unrecognised import UnrecognisedRow
from db.vocabulary import Outcome
from ui import formats
from ui.inquiries.inquiry_list import lines_of, paint_way, three_lines
from ui.labels import Label
from ui.tables.painted_rows import PaintedRow, PaintedRows, write
from ui.theme import GRID, Meaning, font
from ui.theme.tokens import SMALL_PT
from ui.widgets.pills import paint_pill, pill_size


def outcome_label(outcome: Outcome) -> Label:
    if outcome is Outcome.SPAM:
        return Label(QCoreApplication.translate("Unrecognised", "spam"), Meaning.PLAIN, "prohibit")
    return Label(QCoreApplication.translate("Unrecognised", "not recognised"), Meaning.ATTENTION, "question")


def spoken(row: UnrecognisedRow) -> str:
    """The whole row for a screen reader."""
    parts = (row.form, outcome_label(row.outcome).text, row.reason, formats.when(row.received_at))
    return ", ".join(part for part in parts if part)


class UnrecognisedList(PaintedRows):
    def __init__(self) -> None:
        super().__init__(
            spoken,
            name="unrecognised_list",
            title=QCoreApplication.translate("Unrecognised", "Unrecognised"),
            empty=QCoreApplication.translate(
                "Unrecognised",
                "Everything that came in was recognised. What the program does not recognise is kept here, as it came.",
            ),
        )
        self.dress(_Lines(self), three_lines())


class _Lines(PaintedRow):
    """Form and outcome; why; how it begins and when it came."""

    def paint_record(self, painter: QPainter, inside: QRect, record: UnrecognisedRow) -> None:
        first, second, third = lines_of(inside)
        pill = outcome_label(record.outcome)
        paint_pill(painter, first, pill, at_right=True)
        painter.setFont(font(bold=True))
        write(painter, first.adjusted(0, 0, -pill_size(pill).width() - 2 * GRID, 0), record.form)
        painter.setFont(font(SMALL_PT))
        write(painter, second, record.reason)
        left, room = paint_way(painter, third, record.channel, formats.when(record.received_at))
        write(painter, QRect(left, third.top(), room, third.height()), record.preview, "muted")
