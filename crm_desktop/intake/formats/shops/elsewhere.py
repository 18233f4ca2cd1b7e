"""Orders of shops that are less met here, once each is told in one way: whole lines net, with their tax."""

from dataclasses import dataclass, field
from decimal import Decimal

from crm_desktop.intake.formats.shops.tree import Tree, at, first, foreign_tax, minor, price, rate_between, text
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import Charge, ShopEvent, ShopLine, ShopOrder, ShopPlace
from db.vocabulary import PriceMode

_GONE = ("cancel", "declined", "refunded", "void", "anulowan", "false", "missing")
_FIRST = (("firstname",), ("first_name",), ("firstName",), ("clientFirstName",), ("clientDeliveryAddressFirstName",))
_LAST = (("lastname",), ("last_name",), ("lastName",), ("clientLastName",), ("clientDeliveryAddressLastName",))
_COMPANY = (("company",), ("companyName",), ("clientFirm",), ("clientDeliveryAddressFirm",))
_STREET = (
    *(("street",), ("street_1",), ("address1",), ("addressLine",), ("addressLine1",), ("clientStreet",)),
    *(("clientDeliveryAddressStreet",), ("streetAddress", "name")),
)
_SECOND = (("street_2",), ("address2",), ("addressLine2",))
_CODE = (("postcode",), ("zip",), ("postalCode",), ("clientZipCode",), ("clientDeliveryAddressZipCode",))
_CITY = (("city",), ("clientCity",), ("clientDeliveryAddressCity",))
_COUNTRY = (
    *(("country_id",), ("country_iso2",), ("countryCode",), ("clientCountryId",)),
    *(("clientDeliveryAddressCountryId",), ("country",)),
)
_PHONE = (("telephone",), ("phone",), ("clientPhone1",), ("clientDeliveryAddressPhone1",))
_NIP = (("vat_id",), ("vatId",), ("clientNip",), ("taxId",))


@dataclass(frozen=True, slots=True)
class Line:
    """`net` and `tax` are of the whole quantity (thousandths)."""

    code: str
    name: str
    quantity: int
    net: Decimal | None
    tax: Decimal | None
    number: str = ""
    line_id: str = ""
    barcode: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """An order as its shop told it. `contact` is who bought, where that does not stand with the address `home`."""

    shop: str
    reference: str
    number: str
    currency: str
    total: Decimal | None
    version: str
    states: tuple[str, ...]
    email: str
    home: Tree
    lines: list[Line]
    charges: list[tuple[str, Decimal | None, Decimal | None]]
    """Name, net and tax of each."""
    contact: Tree = field(default_factory=dict)
    deliver_to: Tree = field(default_factory=dict)
    note: str = ""
    nip: str = ""
    payment: str = ""
    delivery: str = ""
    rest: tuple[tuple[str, str], ...] = ()


def part_of_gross(gross: Decimal | None, percent: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """(net, tax) of what is told with its tax in it."""
    if gross is None or not percent:
        return gross, None
    net = gross * 100 / (100 + percent)
    return net, gross - net


def on_top(net: Decimal | None, percent: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    return net, net * percent / 100 if net is not None and percent else None


def draft_of(told: Told) -> Draft:
    home = _place(told.home)
    gone = any(state.lower().startswith(_GONE) for state in told.states)
    order = ShopOrder(
        shop=told.shop,
        reference=told.reference,
        number=told.number or told.reference,
        event=ShopEvent.CANCEL if gone else ShopEvent.ORDER,
        currency=told.currency.upper()[:3],
        price_mode=PriceMode.NET,
        lines=tuple(line for one in told.lines if (line := _line(one)) is not None),
        charges=tuple(charge for one in told.charges if (charge := _charge(*one)) is not None),
        total=minor(told.total) if told.total is not None else None,
        payment=told.payment,
        delivery=told.delivery,
        deliver_to=_place(told.deliver_to) if _street(told.deliver_to) else None,
        version=told.version,
    )
    return Draft(
        name=_person(told.home) or _person(told.contact),
        company=first(told.home, *_COMPANY) or first(told.contact, *_COMPANY),
        nip=first(told.home, *_NIP) or first(told.contact, *_NIP) or told.nip,
        email=told.email,
        phone=home.phone or first(told.contact, *_PHONE),
        street=home.street,
        postal_code=home.postal_code,
        city=home.city,
        country=home.country,
        message=told.note,
        is_order=True,
        shop=order,
        rest=told.rest,
    )


def _line(one: Line) -> ShopLine | None:
    if not one.quantity or one.net is None:
        return None
    rate = rate_between(one.tax, one.net)
    each = max(0, price(one.net * 1000 / one.quantity))
    tax = foreign_tax(rate, one.tax)
    return ShopLine(one.code, one.name, one.quantity, each, rate, one.barcode, one.number, tax, one.line_id)


def _charge(name: str, net: Decimal | None, tax: Decimal | None) -> Charge | None:
    if not net:
        return None
    rate = rate_between(tax, net)
    return Charge(name, minor(net), rate, foreign_tax(rate, tax))


def _person(told: Tree) -> str:
    return text(told, "name") or f"{first(told, *_FIRST)} {first(told, *_LAST)}".strip()


def _street(told: Tree) -> str:
    """One line, or as many as a list holds."""
    listed = at(told, "street")
    lines = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else [first(told, *_STREET)]
    return ", ".join(part for part in (*lines, first(told, *_SECOND)) if part)


def _place(told: Tree) -> ShopPlace:
    return ShopPlace(
        name=" · ".join(part for part in (first(told, *_COMPANY), _person(told)) if part),
        street=_street(told),
        postal_code=first(told, *_CODE),
        city=first(told, *_CITY),
        country=first(told, *_COUNTRY)[:2].upper(),
        phone=first(told, *_PHONE),
    )
