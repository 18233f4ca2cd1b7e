"""Numbering: the template of each series and when its count starts anew, with the next number as it would be."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm_desktop import clock
from crm_desktop.documents.series import ChangeSeries, Series, change_series, example, list_series
from crm_desktop.errors import InvalidValue
from db.vocabulary import DocumentKind, SeriesKind, SeriesReset
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.faults import fault_of
from ui.settings.records_page import Entry, RecordsPage
from ui.widgets.parts import text, word


class SeriesPage(RecordsPage):
    """Numbers that were given stay; the next one is shown while typing."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr(
            "Numbers have no gaps. A template may contain {nr} {yyyy} {yy} {mm} {dd} {warehouse}; {nr:04} is 0001."
        )
        super().__init__(seat, self.tr("Numbering"), about, self._asks())
        self._next = text(role="heading", name="next_number")
        self.right.insertWidget(0, self._next)
        self.editor.form.changed.connect(self._show_next)

    def _asks(self) -> list[Ask]:
        resets = (
            (SeriesReset.YEARLY.value, self.tr("every year")),
            (SeriesReset.MONTHLY.value, self.tr("every month")),
            (SeriesReset.DAILY.value, self.tr("every day")),
            (SeriesReset.NEVER.value, self.tr("never")),
        )
        return [
            Ask("template", self.tr("Template"), self.tr("What a number looks like."), wide=True),
            Ask("reset", self.tr("Restart numbering"), self.tr("A new year starts by itself."), Kind.CHOICE, resets),
        ]

    def query(self, session: Any) -> Sequence[Series]:
        return list_series(session)

    def entry_of(self, record: Series) -> Entry:
        values: Values = {"template": record.template, "reset": record.reset.value}
        others = {
            SeriesKind.INQUIRY: self.tr("Inquiries"),
            SeriesKind.OFFER: self.tr("Offers"),
            SeriesKind.ORDER: self.tr("Orders"),
        }
        kind = others.get(record.kind) or word(DocumentKind(record.kind.value))
        title = f"{kind} · {record.warehouse}" if record.warehouse else kind
        return Entry(record.series_id, title, record.next_number, record.version, values, record)

    def case_and_command(self, entry: Entry, values: Mapping[str, Any]) -> tuple[Any, Any]:
        reset = SeriesReset(values["reset"])
        return change_series, ChangeSeries(entry.key, entry.version, str(values["template"]), reset)

    def key_saved(self, result: Series) -> int:
        return result.series_id

    def on_shown(self, entry: Entry | None) -> None:
        self._next.setText(self._said(entry.record.next_number) if entry and entry.record else "")

    def _said(self, number: str) -> str:
        return self.tr("The next number: {number}").format(number=number)

    def _show_next(self) -> None:
        """As it would look, or what is wrong with the template."""
        record = self.current.record if self.current else None
        if record is None:
            return
        values = self.editor.form.values()
        if not self.editor.touched:
            self._next.setText(self._said(record.next_number))
            return
        try:
            today = clock.now().date()
            shown = example(str(values["template"]), SeriesReset(values["reset"]), record.warehouse, today)
            self._next.setText(self.tr("For example: {number}").format(number=shown))
        except InvalidValue as refusal:
            self._next.setText(fault_of(refusal))
