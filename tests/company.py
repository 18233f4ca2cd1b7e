"""A small company for tests, made through the services a person uses."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from crm_desktop import clock
from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.customers.records import NewCustomer, PostalAddress
from crm_desktop.customers.service import register_customer
from crm_desktop.orders.advance import advance
from crm_desktop.orders.records import NewLine, OrderMoved, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.settings import Settings
from crm_desktop.warehouse.records import GoodsLine, ReceiveGoods
from crm_desktop.warehouse.service import receive_goods
from crm_desktop.work import Actor, execute
from db.session import Database
from db.vocabulary import OrderStep


def today() -> date:
    """The day in the company's time zone, whatever the machine's."""
    return clock.local_day(clock.now(), Settings().time_zone)


@dataclass
class Shop:
    """One database with its actor; every method is one user action."""

    database: Database
    actor: Actor

    def configure(self, **changed: Any) -> None:
        """Settings as the company's page saves them."""
        with self.database.read() as session:
            card = settings_card(session)
        command = SaveSettings(replace(card.settings, **changed), card.versions)
        execute(self.database, save_settings, command, actor=self.actor)

    def product(self, code: str = "MK-1", *, price: int = 489_000, stock: int = 0, cost: int | None = 300_000) -> int:
        """A product in whole pieces, `stock` thousandths of it received at `cost` ten-thousandths."""
        barcode = f"59{abs(hash(code)) % 10**11:011}"
        new = NewProduct(code, f"Mąka {code}", price, barcodes=((barcode, 1000),))
        product_id = execute(self.database, add_product, new, actor=self.actor).product_id
        if stock:
            self.receive(product_id, stock, cost)
        return product_id

    def receive(self, product_id: int, quantity: int, cost: int | None = None) -> str:
        goods = ReceiveGoods(1, (GoodsLine(product_id, quantity, cost),), supplier="Młyn")
        return execute(self.database, receive_goods, goods, actor=self.actor).number

    def customer(self, name: str = "Piekarnia Złoty Kłos", *, nip: str = "", email: str = "") -> int:
        new = NewCustomer(name, nip=nip, email=email, address=PostalAddress(name, "ul. Polna 1", "61-001", "Poznań"))
        return execute(self.database, register_customer, new, actor=self.actor).customer_id

    def place(self, customer_id: int, *lines: tuple[int, int], external_ref: str | None = None) -> OrderMoved:
        """Lines are (product_id, quantity in thousandths)."""
        wanted = tuple(NewLine(product_id, quantity) for product_id, quantity in lines)
        order = PlaceOrder(customer_id, wanted, external_ref=external_ref)
        return execute(self.database, place_order, order, actor=self.actor)

    def advance(self, number: str, *steps: str) -> OrderMoved:
        moved: OrderMoved | None = None
        for step in steps:
            moved = advance(self.database, number, OrderStep(step), actor=self.actor)
        assert moved is not None
        return moved
