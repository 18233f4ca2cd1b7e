"""The three pages that make a draft: customer, goods, terms."""

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.catalogue import queries as catalogue
from crm_desktop.catalogue.records import Product
from crm_desktop.customers import queries as customers
from crm_desktop.customers.records import CustomerRow, PostalAddress
from crm_desktop.inquiries.records import InquiryCard
from crm_desktop.money import line_net, price_from_text, quantity_from_text
from crm_desktop.orders.records import NewLine, OrderCard
from db.vocabulary import Channel
from ui import formats
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.widgets.parts import button, card, row, text


class CustomerPage(QWidget):
    """Found by name, NIP or phone; the inquiry's own is chosen already."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self.customer_id: int | None = None
        self.opportunity_id: int | None = None
        self.channel = Channel.PHONE
        self._chosen = text(role="heading", wrap=True, name="draft_customer")
        self._search = QLineEdit()
        self._search.setObjectName("draft_customer_search")
        self._search.setAccessibleName(self.tr("Find a customer"))
        self._search.setPlaceholderText(self.tr("Name, NIP, phone, e-mail…"))
        self._table = TableView(
            [
                Column("customer", self.tr("Customer"), lambda r: r.name, stretch=True),
                Column("nip", self.tr("NIP"), lambda r: r.nip),
                Column("city", self.tr("City"), lambda r: r.city),
            ],
            empty=self.tr("Type to find the customer; Enter chooses."),
            name="draft_customers",
            title=self.tr("Customers found"),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(self._chosen, self._search, self._table, stretch=2))
        self._search.textChanged.connect(self._on_typed)
        self._table.current_changed.connect(self._on_pointed)

    def start(self, inquiry: InquiryCard | None) -> None:
        self.customer_id = inquiry.row.customer_id if inquiry else None
        self.opportunity_id = inquiry.opportunity_id if inquiry else None
        self.channel = inquiry.row.channel if inquiry else Channel.PHONE
        self._chosen.setText(inquiry.row.customer if inquiry else self.tr("Who orders?"))
        self._search.setEnabled(True)
        self._table.set_records([])

    def show_card(self, found: OrderCard) -> None:
        self._search.setEnabled(False)
        parts = (found.row.customer, f"NIP {found.nip}" if found.nip else "", found.address.street, found.address.city)
        self._chosen.setText("\n".join(part for part in parts if part))

    def _on_typed(self, wanted: str) -> None:
        if wanted.strip():
            self._seat.read(
                lambda session: customers.list_customers(session, search_for=wanted, limit=30),
                self._table.set_records,
                owner=self,
                latest="customers",
            )

    def _on_pointed(self, found: CustomerRow | None) -> None:
        if found is None:
            return
        self.customer_id, self.opportunity_id = found.customer_id, None
        self._chosen.setText(found.name)


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as typed, before the order has it."""

    product: Product
    quantity: int
    unit_price: int

    @property
    def net(self) -> int:
        return line_net(quantity=self.quantity, unit_price=self.unit_price)


class GoodsPage(QWidget):
    """Type or scan, quantity, Enter: the next row. Available and price beside."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._lines: list[Typed] = []
        self._search = QLineEdit()
        self._quantity, self._price = QLineEdit("1"), QLineEdit()
        self._add = button(self.tr("Add"), name="add_line")
        self._remove = button(self.tr("Remove the line"), name="remove_line")
        self._total = text(role="heading", name="draft_total")
        self._found = TableView(
            [
                Column("code", self.tr("Code"), lambda r: r.code),
                Column("goods", self.tr("Goods"), lambda r: r.name, stretch=True),
                Column("available", self.tr("Available"), lambda r: r.available, text=formats.quantity, right=True),
                Column("net_price", self.tr("Net price"), lambda r: r.net_price, text=formats.price, right=True),
            ],
            empty=self.tr("Type a name or code, or scan; Enter adds the line."),
            name="found_goods",
            title=self.tr("Goods found"),
        )
        self._found.setMaximumHeight(170)
        self._table = TableView(
            [
                Column("code", self.tr("Code"), lambda r: r.code),
                Column("goods", self.tr("Goods"), lambda r: r.name, stretch=True),
                Column("quantity", self.tr("Quantity"), lambda r: r.quantity, text=formats.quantity, right=True),
                Column("unit", self.tr("Unit"), lambda r: r.unit),
                Column("net_price", self.tr("Net price"), lambda r: r.unit_price, text=formats.price, right=True),
                Column("vat", self.tr("VAT"), lambda r: r.vat_rate.value, right=True),
                Column("net", self.tr("Net"), lambda r: formats.money(r.net), right=True),
            ],
            empty=self.tr("No goods yet."),
            name="order_lines",
            title=self.tr("Lines of the order"),
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        fields = (
            (self._search, "goods_search", self.tr("Name, code or barcode")),
            (self._quantity, "goods_quantity", self.tr("Quantity")),
            (self._price, "goods_price", self.tr("Net price")),
        )
        for field, name, title in fields:
            field.setObjectName(name)
            field.setAccessibleName(title)
            field.setPlaceholderText(title)
        self._quantity.setMaximumWidth(90)
        self._price.setMaximumWidth(110)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._search, 1)
        for widget in (self._quantity, self._price, self._add):
            line.addWidget(widget)
        self._typing = holder
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(holder, self._found, self._table, row(self._remove, None, self._total), stretch=2))

    def _connect(self) -> None:
        self._search.textChanged.connect(self._on_typed)
        self._search.returnPressed.connect(self._on_add)
        self._quantity.returnPressed.connect(self._on_add)
        self._add.clicked.connect(self._on_add)
        self._remove.clicked.connect(self._on_remove)

    def start(self, inquiry: InquiryCard | None) -> None:
        """With the goods that the inquiry names."""
        self._lines = []
        self._editable(True)
        self._show_lines()
        if inquiry is None or not inquiry.products:
            return
        asked = {product.product_id: product.quantity or 1000 for product in inquiry.products}

        def show(found: dict[int, Product]) -> None:
            self._lines = [Typed(found[key], asked[key], found[key].net_price) for key in asked if key in found]
            self._show_lines()

        self._seat.read(lambda session: catalogue.products_by_id(session, list(asked)), show, owner=self)

    def lines(self) -> tuple[NewLine, ...]:
        return tuple(NewLine(line.product.product_id, line.quantity, line.unit_price) for line in self._lines)

    def show_card(self, found: OrderCard) -> None:
        self._editable(False)
        self._table.set_records(found.lines)
        self._total.setText(formats.money(found.row.net, currency=found.row.currency))

    def _editable(self, editable: bool) -> None:
        for widget in (self._typing, self._found, self._remove):
            widget.setVisible(editable)

    def _on_typed(self, wanted: str) -> None:
        if wanted.strip():
            self._seat.read(
                lambda session: catalogue.list_products(session, search_for=wanted, limit=20),
                self._on_found,
                owner=self,
                latest="goods",
            )

    def _on_found(self, found: list[Product]) -> None:
        self._found.set_records(found)
        if found:
            self._found.choose_row(0)

    def _on_add(self) -> None:
        product = self._found.current_record()
        if product is None:
            return
        try:
            quantity = quantity_from_text(self._quantity.text() or "1")
            price = price_from_text(self._price.text()) if self._price.text().strip() else product.net_price
        except ValueError:
            self._quantity.setFocus()
            self._quantity.selectAll()
            return
        same = next((i for i, line in enumerate(self._lines) if line.product.product_id == product.product_id), None)
        if same is not None and self._lines[same].unit_price == price:
            self._lines[same] = replace(self._lines[same], quantity=self._lines[same].quantity + quantity)
        else:
            self._lines.append(Typed(product, quantity, price))
        self._search.clear()
        self._price.clear()
        self._quantity.setText("1")
        self._search.setFocus()
        self._show_lines()

    def _on_remove(self) -> None:
        row_number = self._table.current_row()
        if 0 <= row_number < len(self._lines):
            del self._lines[row_number]
            self._show_lines()

    def _show_lines(self) -> None:
        self._table.set_records([_Shown(line) for line in self._lines])
        self._total.setText(formats.money(sum(line.net for line in self._lines)))


class _Shown:
    """A typed line with the names of an order's line, so that one table serves both."""

    def __init__(self, line: Typed) -> None:
        self.code, self.name, self.unit = line.product.code, line.product.name, line.product.unit
        self.quantity, self.unit_price, self.net = line.quantity, line.unit_price, line.net
        self.vat_rate = line.product.vat_rate


class TermsPage(QWidget):
    """Where it goes, how it is paid and delivered, what to mind."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._fields = {
            key: QLineEdit()
            for key in ("name", "street", "postal_code", "city", "phone", "payment", "delivery", "note")
        }
        titles = {
            "name": self.tr("Recipient"),
            "street": self.tr("Street and number"),
            "postal_code": self.tr("Postal code"),
            "city": self.tr("City"),
            "phone": self.tr("Phone"),
            "payment": self.tr("Payment"),
            "delivery": self.tr("Delivery"),
            "note": self.tr("Notes"),
        }
        holder = QWidget()
        form = QFormLayout(holder)
        for key, field in self._fields.items():
            field.setObjectName(f"terms_{key}")
            field.setAccessibleName(titles[key])
            form.addRow(titles[key], field)
        self._fields["name"].setPlaceholderText(self.tr("Empty: the customer's own address"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(text(self.tr("Delivery and terms"), role="heading"), holder))

    def start(self, inquiry: InquiryCard | None) -> None:
        for field in self._fields.values():
            field.clear()
            field.setReadOnly(False)

    def show_card(self, found: OrderCard) -> None:
        to = found.address
        values = {
            "name": to.name,
            "street": to.street,
            "postal_code": to.postal_code,
            "city": to.city,
            "phone": to.phone,
            "payment": found.payment,
            "delivery": found.delivery,
            "note": found.note,
        }
        for key, value in values.items():
            self._fields[key].setText(value)
            self._fields[key].setReadOnly(True)

    def _value(self, key: str) -> str:
        return self._fields[key].text().strip()

    def address(self) -> PostalAddress | None:
        """None: the customer's own."""
        if not (self._value("name") or self._value("street") or self._value("city")):
            return None
        keys = ("name", "street", "postal_code", "city")
        return PostalAddress(*(self._value(key) for key in keys), phone=self._value("phone"))

    def payment(self) -> str:
        return self._value("payment")

    def delivery(self) -> str:
        return self._value("delivery")

    def note(self) -> str:
        return self._value("note")
