"""`order place FILE.json`: an order written by a script. Fields are checked all at once, then it is placed.

{"external_ref", "customer": {"code"} or {"name", "nip", "email", "phone", "address": {…}}, "lines": [{"product",
"quantity", "unit_price"?, "discount"?, "name"?, "vat_rate"?}], "warehouse"?, "delivery_address"?, "payment"?,
"delivery"?, "note"?, "channel"?, "campaign"?, "currency"?}; quantities, prices (0 for what is free) and discounts (a
fraction) are text or numbers. Another key is a fault where it looks like one of these that is not there (spelt wrong,
it would be left out in silence), else told with the answer.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.catalogue.queries import product_by_code
from crm_desktop.currencies import CURRENCIES
from crm_desktop.customers.queries import customer_by_code
from crm_desktop.customers.records import NewCustomer, PostalAddress
from crm_desktop.customers.rules import checked_nip, normal_email, normal_nip
from crm_desktop.customers.service import add_customer, cash_customer
from crm_desktop.errors import FaultyFile, InvalidValue, NotFound
from crm_desktop.money import price_from_text, quantity_from_text
from crm_desktop.orders.records import NewLine, OrderMoved, PlaceOrder
from crm_desktop.orders.service import place
from crm_desktop.warehouse.queries import warehouse_by_code
from crm_desktop.work import Work, use_case
from db.models.customers import CustomerKeyRow, CustomerRow
from db.models.worth import CampaignRow
from db.vocabulary import Channel, CustomerKey, CustomerKind, Permission, VatRate

Fault = dict[str, Any]
_ORDER = (
    "external_ref customer lines warehouse delivery_address payment delivery note channel campaign currency".split()
)
_CUSTOMER = "code name nip email phone group address".split()
_ADDRESS = "name street postal_code city country phone".split()
_LINE = "product product_code code quantity unit_price discount name vat_rate".split()
_RECORDS = ("customer", "lines", "delivery_address", "address")
"""What is no text."""
_UNKEPT = re.compile("[\\x00\\ud800-\\udfff]")
"""JSON can write them, PostgreSQL or UTF-8 cannot."""
_MOST = {"external_ref": 120, "group": 120}
"""What a key or a name of its own may not lose the end of; other texts are cut."""


@use_case(Permission.EDIT_ORDERS)
def place_from_document(work: Work, document: Any) -> OrderMoved:
    """Places the order of a JSON document. Raises FaultyFile with all faults; nothing is saved then."""
    faults: list[Fault] = []
    if not isinstance(document, dict):
        raise FaultyFile(faults=[_fault(1, "", document, "an object is wanted")])
    faults += _strange(document)
    lines = _lines(work.session, document.get("lines"), faults)
    warehouse_id = _warehouse(work.session, document, faults)
    campaign_id = _campaign(work.session, document, faults)
    channel = _channel(document, faults)
    currency = _currency(document, faults)
    customer = _customer_fields(work.session, document, faults)
    address = _address(document.get("delivery_address"), "delivery_address", faults)
    if faults:
        raise FaultyFile(faults=faults)
    return place(
        work,
        PlaceOrder(
            customer_id=_customer(work, customer),
            lines=tuple(lines),
            external_ref=_text(document, "external_ref") or None,
            channel=channel,
            warehouse_id=warehouse_id,
            address=address,
            payment=_text(document, "payment"),
            delivery=_text(document, "delivery"),
            note=_text(document, "note"),
            campaign_id=campaign_id,
            currency=currency,
        ),
    )


def _fault(row: int, column: str, value: Any, message: str) -> Fault:
    told = "" if value is None else _printable(value)
    return {"row": row, "column": _printable(column), "value": told, "message": message}


def _printable(text: Any) -> str:
    return str(text).encode("utf-8", "replace").decode()


def _text(fields: dict[str, Any], key: str) -> str:
    value = fields.get(key)
    return "" if value is None else _UNKEPT.sub("", str(value)).strip()


def _strange(document: dict[str, Any]) -> list[Fault]:
    """Keys that nothing reads, texts that a database cannot keep or a column is too short for, records for a text."""
    return [
        _fault(row, key, value, problem)
        for row, known, fields in _records(document)
        for key, value in fields.items()
        if (problem := _problem(key, value, known, fields))
    ]


def ignored(document: Any) -> list[Fault]:
    """The keys of a document that could be placed which nothing reads, each with its row and value."""
    return [
        _fault(row, key, value, "no such key is known here")
        for row, known, fields in (_records(document) if isinstance(document, dict) else ())
        for key, value in fields.items()
        if key not in known
    ]


def _records(document: dict[str, Any]) -> Iterator[tuple[int, list[str], dict[str, Any]]]:
    """Each record with its row and the keys that are read of it."""
    customer, lines = document.get("customer"), document.get("lines")
    found: list[tuple[int, list[str], Any]] = [
        (1, _ORDER, document),
        (1, _CUSTOMER, customer),
        (1, _ADDRESS, document.get("delivery_address")),
        (1, _ADDRESS, customer.get("address") if isinstance(customer, dict) else None),
        *((row, _LINE, line) for row, line in enumerate(lines if isinstance(lines, list) else (), 1)),
    ]
    return ((row, known, fields) for row, known, fields in found if isinstance(fields, dict))


def _problem(key: str, value: Any, known: list[str], fields: dict[str, Any]) -> str:
    if key not in known:
        meant = get_close_matches(key, [one for one in known if one not in fields], n=1)
        return f"no such key is known here; did you mean {meant[0]}?" if meant else ""
    if isinstance(value, dict | list):
        return "" if key in _RECORDS else "a text is wanted"
    if isinstance(value, str) and _UNKEPT.search(value):
        return "characters that no text has"
    most = _MOST.get(key)
    return f"at most {most} letters are wanted" if most and len(str(value)) > most else ""


def _lines(session: Session, lines: Any, faults: list[Fault]) -> list[NewLine]:
    if not isinstance(lines, list) or not lines:
        faults.append(_fault(1, "lines", lines, "at least one line is wanted"))
        return []
    found = [_line(session, row, line, faults) for row, line in enumerate(lines, 1)]
    return [line for line in found if line is not None]


def _line(session: Session, row: int, line: Any, faults: list[Fault]) -> NewLine | None:
    if not isinstance(line, dict):
        faults.append(_fault(row, "lines", line, "an object is wanted"))
        return None
    code = _text(line, "product") or _text(line, "product_code") or _text(line, "code")
    before = len(faults)
    product = None
    try:
        product = product_by_code(session, code)
    except NotFound:
        faults.append(_fault(row, "product", code, "no product has this code"))
    quantity = _number(row, line, "quantity", quantity_from_text, faults, wanted=True)
    price = _number(row, line, "unit_price", price_from_text, faults)
    discount = _number(row, line, "discount", price_from_text, faults)
    if quantity is not None and quantity <= 0:
        faults.append(_fault(row, "quantity", line.get("quantity"), "more than zero is wanted"))
    elif quantity is not None and product is not None and product.whole_units and quantity % 1000:
        faults.append(_fault(row, "quantity", line.get("quantity"), "whole pieces are wanted"))
    if price is not None and price < 0:
        faults.append(_fault(row, "unit_price", line.get("unit_price"), "zero or more is wanted"))
    if discount is not None and not 0 <= discount <= 10_000:
        faults.append(_fault(row, "discount", line.get("discount"), "a fraction from 0 to 1 is wanted"))
    rate = _rate(row, line, faults)
    if len(faults) > before or product is None or quantity is None:
        return None
    return NewLine(product.product_id, quantity, price, discount or 0, name=_text(line, "name"), vat_rate=rate)


def _number(
    row: int, line: dict[str, Any], key: str, read: Any, faults: list[Fault], *, wanted: bool = False
) -> int | None:
    text = _text(line, key)
    if not text and not wanted:
        return None
    try:
        number: int = read(text)
    except ValueError:
        faults.append(_fault(row, key, line.get(key), "a number is wanted"))
        return None
    return number


def _rate(row: int, line: dict[str, Any], faults: list[Fault]) -> VatRate | None:
    text = _text(line, "vat_rate")
    if not text:
        return None
    try:
        return VatRate(text)
    except ValueError:
        faults.append(_fault(row, "vat_rate", text, f"one of {', '.join(VatRate)} is wanted"))
        return None


def _warehouse(session: Session, document: dict[str, Any], faults: list[Fault]) -> int:
    code = _text(document, "warehouse")
    if not code:
        return 1
    try:
        return warehouse_by_code(session, code).warehouse_id
    except NotFound:
        faults.append(_fault(1, "warehouse", code, "no warehouse has this code"))
        return 0


def _campaign(session: Session, document: dict[str, Any], faults: list[Fault]) -> int | None:
    key = _text(document, "campaign")
    if not key:
        return None
    found = session.scalar(select(CampaignRow.id).where(CampaignRow.key == key))
    if found is None:
        faults.append(_fault(1, "campaign", key, "no campaign has this key"))
    return found


def _channel(document: dict[str, Any], faults: list[Fault]) -> Channel:
    word = _text(document, "channel") or Channel.FILE.value
    try:
        return Channel(word)
    except ValueError:
        faults.append(_fault(1, "channel", word, f"one of {', '.join(Channel)} is wanted"))
        return Channel.FILE


def _currency(document: dict[str, Any], faults: list[Fault]) -> str:
    word = _text(document, "currency").upper()
    if word and word not in CURRENCIES:
        faults.append(_fault(1, "currency", document["currency"], "a currency of ISO 4217 is wanted"))
    return word


def _customer_fields(session: Session, document: dict[str, Any], faults: list[Fault]) -> int | dict[str, Any]:
    """Whom its code names, else the customer's fields; a plain text is a code, nothing at all the cash customer."""
    customer = document.get("customer")
    if customer is None:
        return {}
    if isinstance(customer, str):
        customer = {"code": customer}
    if not isinstance(customer, dict) or not (_text(customer, "code") or _text(customer, "name")):
        faults.append(_fault(1, "customer", customer, "a code or a name is wanted"))
        return {}
    code = _text(customer, "code")
    if code:
        try:
            return customer_by_code(session, code)
        except NotFound:
            faults.append(_fault(1, "customer", code, "no customer has this code"))
            return {}
    _check_nip(customer, faults)
    return {**customer, "address": _address(customer.get("address"), "address", faults)}


def _check_nip(customer: dict[str, Any], faults: list[Fault]) -> None:
    try:
        checked_nip(_text(customer, "nip"))
    except InvalidValue:
        faults.append(_fault(1, "nip", customer["nip"], "no NIP has these digits"))


def _customer(work: Work, fields: int | dict[str, Any]) -> int:
    if isinstance(fields, int):
        return fields
    if not fields:
        return cash_customer(work)
    known = _known(work.session, fields)
    if known is not None:
        return known
    new = NewCustomer(
        name=_text(fields, "name"),
        kind=CustomerKind.COMPANY if _text(fields, "nip") else CustomerKind.PERSON,
        nip=_text(fields, "nip"),
        email=_text(fields, "email"),
        phone=_text(fields, "phone"),
        address=fields["address"],
        group=_text(fields, "group"),
    )
    return add_customer(work, new).customer_id


def _known(session: Session, fields: dict[str, Any]) -> int | None:
    """By NIP, else by e-mail: both are certain."""
    keys = (
        (CustomerKey.NIP, normal_nip(_text(fields, "nip"))),
        (CustomerKey.EMAIL, normal_email(_text(fields, "email"))),
    )
    for kind, value in keys:
        if not value:
            continue
        found = session.scalar(
            select(func.coalesce(CustomerRow.merged_into_id, CustomerRow.id))
            .join(CustomerKeyRow, CustomerKeyRow.customer_id == CustomerRow.id)
            .where(CustomerKeyRow.kind == kind, CustomerKeyRow.value == value)
            .order_by(CustomerRow.id)
        )
        if found is not None:
            return found
    return None


def _address(fields: Any, column: str, faults: list[Fault]) -> PostalAddress | None:
    """None where nothing is told."""
    if not fields:
        return None
    if not isinstance(fields, dict):
        faults.append(_fault(1, column, fields, "an object is wanted"))
        return None
    return PostalAddress(
        name=_text(fields, "name"),
        street=_text(fields, "street"),
        postal_code=_text(fields, "postal_code"),
        city=_text(fields, "city"),
        country=_text(fields, "country") or "PL",
        phone=_text(fields, "phone"),
    )
