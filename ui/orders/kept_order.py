"""What was typed of a stored order and could not be stored: kept on this workstation until it is, or is given up."""

from dataclasses import asdict, dataclass
from typing import Any

from crm_desktop.customers.records import PostalAddress
from crm_desktop.orders.records import NewLine, PlaceOrder
from db.vocabulary import Channel, LineKind, PriceMode, VatRate
from ui.typed import Typed, Values

HEAD = ("customer_id", "opportunity_id", "warehouse_id", "payment", "delivery", "note", "currency")
"""What the pages tell as it is."""


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """`opened` is what stood there before it was typed over."""

    mine: PlaceOrder
    opened: PlaceOrder


def key_of(number: str) -> str:
    return f"order/{number}"


def keep_order(typed: Typed, number: str, kept: KeptOrder | None) -> None:
    """None forgets it."""
    values = None if kept is None else {"mine": _told(kept.mine), "opened": _told(kept.opened)}
    typed.keep(key_of(number), values)


def kept_order(typed: Typed, number: str) -> KeptOrder | None:
    """None where nothing is kept, or nothing that this program understands."""
    found = typed.found(key_of(number))
    try:
        return KeptOrder(_read(found["mine"]), _read(found["opened"])) if found is not None else None
    except (KeyError, TypeError, ValueError):
        return None


def _told(order: PlaceOrder) -> Values:
    return {
        **{name: getattr(order, name) for name in HEAD},
        "channel": order.channel.value,
        "price_mode": order.price_mode.value,
        "address": asdict(order.address) if order.address is not None else None,
        "lines": [_line_told(line) for line in order.lines],
    }


def _line_told(line: NewLine) -> Values:
    return asdict(line) | {"kind": line.kind.value, "vat_rate": line.vat_rate.value if line.vat_rate else None}


def _read(told: Values) -> PlaceOrder:
    return PlaceOrder(
        **{name: told[name] for name in HEAD},
        channel=Channel(told["channel"]),
        price_mode=PriceMode(told["price_mode"]),
        address=PostalAddress(**told["address"]) if told["address"] is not None else None,
        lines=tuple(_line_read(line) for line in told["lines"]),
    )


def _line_read(told: dict[str, Any]) -> NewLine:
    vat = VatRate(told["vat_rate"]) if told["vat_rate"] is not None else None
    return NewLine(**told | {"kind": LineKind(told["kind"]), "vat_rate": vat})
