"""Page 2: goods typed or scanned, a row a line; sums, and what this customer usually takes, beside them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop import settings
from crm_desktop.orders.goods import Offered, PriceSteps, Usual, goods_by_id, group_prices
from crm_desktop.orders.records import NewLine
from crm_desktop.settings import Settings
from db.vocabulary import PriceMode
from ui import formats
from ui.orders.goods_finder import GoodsFinder
from ui.orders.lines import DraftLine, Sums, line_of, line_of_card, sums_of
from ui.orders.lines_table import LinesTable, vat_word
from ui.orders.matter import Buyer, Matter
from ui.seat import Seat
from ui.theme import GAP, GRID
from ui.widgets.buttons import LinkButton
from ui.widgets.cards import Card, Line, text_label
from ui.widgets.elided import in_two_lines
from ui.widgets.entrance import opens_at
from ui.widgets.parts import Told, row, text

BESIDE, WIDE = 280, 1040
"""Width of the right column, and from which width of the page it stands there."""


class SumsCard(Card):
    """Net, VAT by rate, gross and, for whom may see it, the margin."""

    def __init__(self) -> None:
        super().__init__()
        self.title.setText(self.tr("Total"))
        self.title.show()

    def show_sums(self, sums: Sums, currency: str) -> None:
        self.clear()
        self.add_pair(self.tr("Net"), formats.money(sums.net, currency=currency))
        for rate, (_, vat) in sums.by_rate.items():
            if vat:
                self.add_pair(f"VAT {vat_word(rate.value)}", formats.money(vat, currency=currency))
        self.add_pair(self.tr("Gross"), formats.money(sums.gross, currency=currency), strong=True)
        if sums.margin is not None:
            shown = f"{formats.money(sums.margin, currency=currency)} · {formats.percent(sums.margin, sums.margin_net)}"
            self.add_pair(self.tr("Margin"), shown)


class UsualCard(Card):
    """`wanted` carries a Usual: as it was taken the last time."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.title.setText(self.tr("Usually taken"))
        self.title.show()

    def show_usual(self, usual: Sequence[Usual]) -> None:
        self.clear()
        for one in usual:
            shown = QHBoxLayout()
            name, quantity = LinkButton(""), formats.quantity(one.quantity, one.unit)
            name.setProperty("lines", "two")
            room = BESIDE - 13 * GRID - name.fontMetrics().horizontalAdvance(quantity)
            name.setText("\n".join(in_two_lines(name.fontMetrics(), one.name, room)))
            name.setToolTip(self.tr("Add {quantity} of {goods}").format(quantity=quantity, goods=one.name))
            name.setAccessibleName(name.toolTip())
            name.clicked.connect(partial(self.wanted.emit, one))
            shown.addWidget(name)
            shown.addStretch(1)
            shown.addWidget(text_label(quantity, "muted"))
            self.body.addLayout(shown)
        self.setVisible(bool(usual))


class GoodsPage(QWidget):
    """`changed` after every change of a line."""

    changed = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._customer_id, self._currency = 0, "PLN"
        self._warehouse_id, self._sees_costs = 1, False
        self.mode = PriceMode.NET
        self._finder = GoodsFinder(seat)
        self._finder.setMinimumWidth(300)
        self._hint = text(self.tr("Enter adds a line · 12*code adds twelve"), role="small")
        self._told = Told()
        self._told.setObjectName("goods_told")
        self.table = LinesTable()
        self._net = text(role="small", name="draft_sums")
        self._total = text(role="heading", name="draft_total")
        self._keys = text(self.tr("Ctrl+↑↓ moves · Del removes · F4 card"), role="small")
        self._sums, self._usual = SumsCard(), UsualCard()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("look", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._typing = row(self._finder, self._hint, None)
        self._typing.layout().setContentsMargins(GAP, 2 * GRID, GAP, 2 * GRID)
        self._top = Line()
        foot = row(self._keys, None, self._net, self._total)
        foot.layout().setContentsMargins(GAP, 2 * GRID, GAP, 2 * GRID)
        self._finder.above = foot
        for widget in (self._typing, self._told, self._top):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(Line())
        column.addWidget(foot)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAP)
        beside.addWidget(self._sums)
        beside.addWidget(self._usual)
        beside.addStretch(1)
        self._beside.setFixedWidth(BESIDE)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(frame, 1)
        layout.addWidget(self._beside)
        opens_at(self, self._finder)

    def _connect(self) -> None:
        self._finder.chosen.connect(self._on_chosen)
        self._finder.unknown.connect(self._on_unknown)
        self._finder.left_down.connect(self.table.enter)
        self._usual.wanted.connect(self._on_usual)
        model = self.table.records_model
        model.changed.connect(self._on_changed)
        model.refused.connect(self._on_refused)
        self.table.left.connect(self._finder.setFocus)
        self.table.card_wanted.connect(self._seat.open_product)

    def start(self) -> None:
        """A new order, still without goods, from the first warehouse, in the prices and currency of the house."""
        self._customer_id, self._currency, self._warehouse_id = 0, "PLN", 1
        self._show([], editable=True, mode=PriceMode.NET)
        self._seat.read(settings.load, self._on_settings, owner=self, latest="settings")

    def _on_settings(self, found: Settings) -> None:
        """Only while nothing is typed: an order keeps the prices it was begun in."""
        if not self.table.records_model.records and not self._customer_id:
            self._currency = found.currency
            self._show([], editable=True, mode=PriceMode.GROSS if found.gross_prices else PriceMode.NET)

    def show_buyer(self, buyer: Buyer | None) -> None:
        """Whose prices are due; lines whose price was not typed follow."""
        self._customer_id = buyer.row.customer_id if buyer else 0
        self._usual.show_usual(buyer.usual if buyer else ())
        ids = [line.product_id for line in self.table.records_model.records if line.product_id is not None]
        if ids and buyer:
            self._seat.read(
                lambda session: group_prices(session, buyer.row.customer_id, ids), self._reprice, owner=self
            )

    def show_matter(self, matter: Matter, *, editable: bool) -> None:
        card = matter.card
        self._currency, self._warehouse_id, self._sees_costs = card.row.currency, card.warehouse_id, matter.sees_costs
        self._customer_id = card.row.customer_id
        lines = [
            line_of_card(
                line,
                matter.goods.get(line.product_id or 0),
                matter.prices.get(line.product_id or 0, ()),
                card.price_mode,
            )
            for line in card.lines
        ]
        self._usual.show_usual(matter.buyer.usual if editable else ())
        self._show(lines, editable=editable, mode=card.price_mode)

    def add_goods(self, wanted: dict[int, int], *, customer_id: int = 0) -> None:
        """`wanted`: quantities by product, as an inquiry names them."""
        customer = customer_id or self._customer_id
        house, costs = self._warehouse_id, self._sees_costs

        def query(session: object) -> tuple[dict[int, Offered], PriceSteps]:
            ids = list(wanted)
            found = goods_by_id(session, ids, warehouse_id=house, costs=costs)  # type: ignore[arg-type]
            return found, group_prices(session, customer, ids)  # type: ignore[arg-type]

        def show(found: tuple[dict[int, Offered], PriceSteps]) -> None:
            for product_id, quantity in wanted.items():
                if product_id in found[0]:
                    self.table.put(line_of(found[0][product_id], quantity, found[1].get(product_id, ()), self.mode))

        self._seat.read(query, show, owner=self)

    def sees_costs(self, seen: bool) -> None:
        self._sees_costs = self._finder.costs = seen
        self.table.show_margin(seen)

    def lines(self) -> tuple[NewLine, ...]:
        return tuple(line.command() for line in self.table.records_model.records)

    def stand_on(self, code: str) -> None:
        """On the line of these goods, where there is one."""
        lines = self.table.records_model.records
        row_number = next((n for n, line in enumerate(lines) if code and line.code == code), -1)
        if row_number >= 0:
            self.table.stand_on(row_number)

    def commit(self) -> None:
        """What stands in an open cell counts."""
        self.table.finish_editing()

    def say(self, sentence: str) -> None:
        self._told.say(sentence, good=False)

    def _show(self, lines: list[DraftLine], *, editable: bool, mode: PriceMode) -> None:
        self._told.dismiss()
        self.mode = mode
        self.table.say_prices(mode)
        self._finder.warehouse_id, self._finder.costs = self._warehouse_id, self._sees_costs
        self.table.set_editable(editable)
        self.table.show_margin(self._sees_costs and editable)
        for widget in (self._typing, self._top, self._keys):
            widget.setVisible(editable)
        self.table.set_records(lines)
        self._show_sums()

    def _reprice(self, prices: PriceSteps) -> None:
        self.table.records_model.reprice(prices)

    def _on_chosen(self, found: Offered, quantity: int, exact: bool) -> None:
        """A typed name goes on to its quantity; after a scan the field waits for the next."""
        product_id, customer = found.product.product_id, self._customer_id
        self._told.dismiss()

        def put(prices: PriceSteps) -> None:
            self.table.put(line_of(found, quantity, prices.get(product_id, ()), self.mode))
            if not exact:
                self.table.edit_quantity()

        self._seat.read(lambda session: group_prices(session, customer, [product_id]), put, owner=self)

    def _on_unknown(self, wanted: str) -> None:
        self.say(self.tr("“{code}” is not one of our goods: nothing was added.").format(code=wanted))

    def _on_usual(self, usual: Usual) -> None:
        self.add_goods({usual.product_id: usual.quantity})

    def _on_changed(self) -> None:
        self._told.dismiss()
        self._show_sums()
        self.changed.emit()

    def _on_refused(self, _index: QModelIndex, sentence: str) -> None:
        self.say(sentence)

    def _show_sums(self) -> None:
        sums = sums_of(self.table.records_model.records)
        self._sums.show_sums(sums, self._currency)
        money = formats.money(sums.net, currency=self._currency)
        net = self.tr("%n line(s)", "", sums.lines) + " · " + self.tr("net {amount}").format(amount=money)
        if sums.margin is not None and self._sees_costs:
            share = formats.percent(sums.margin, sums.margin_net)
            net += " · " + self.tr("margin {share}").format(share=share)
        self._net.setText(net)
        self._total.setText(formats.money(sums.gross, currency=self._currency))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self._beside.setVisible(wide)
        self._hint.setVisible(self.width() > 620)
