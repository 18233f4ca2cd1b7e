"""Fields of any form -> a draft: keys by their meaning, everything else kept readable in the message."""

import re
from collections.abc import Mapping
from dataclasses import replace

from crm_desktop.intake.field_maps import STARTED, TOKEN, meaning_of, squeezed
from crm_desktop.intake.formats.fields import Fields
from crm_desktop.intake.records import Draft, WantedProduct
from crm_desktop.money import price_from_text, quantity_from_text

FASTEST_SECONDS = 2.0
_ORDER_WORDS = frozenset({"order", "zamowienie", "bestellung"})
_LINE = re.compile(r"^(?:.*?)\[?(\d+)\]?\[([^\[\]]+)\]$")
_TRUE = frozenset({"1", "on", "true", "yes", "tak", "t", "y"})
_IGNORED = frozenset({"action", "formid", "form_id", "postid", "nonce", "submit", "wyslij", "charset"})


def draft_of(fields: Fields, own_map: Mapping[str, str], *, is_order: bool) -> Draft:
    """The meaning of one record. Never raises: what has no meaning is kept in `rest`."""
    values: dict[str, list[str]] = {}
    lines: dict[str, dict[str, str]] = {}
    rest: list[tuple[str, str]] = []
    consents: list[str] = []
    for key, value in fields.pairs:
        line = _LINE.match(key)
        inner = meaning_of(line[2], own_map) if line else ""
        if line and (inner in ("product", "quantity") or squeezed(line[2]) in ("price", "unitprice", "cena")):
            lines.setdefault(line[1], {})[inner or "price"] = value
            continue
        meaning = meaning_of(key, own_map)
        if meaning == "consent":
            consents += [key] if value.strip().casefold() in _TRUE else []
        elif meaning:
            values.setdefault(meaning, []).append(value.strip())
        elif squeezed(key) not in _IGNORED and value.strip():
            rest.append((key, value.strip()))
    draft = _filled(values, tuple(rest), is_order=is_order)
    products = _products(values, lines)
    return replace(draft, products=products, consents=tuple(consents), uploads=fields.uploads)


def _filled(values: dict[str, list[str]], rest: tuple[tuple[str, str], ...], *, is_order: bool) -> Draft:
    def first(meaning: str) -> str:
        return next((value for value in values.get(meaning, []) if value), "")

    name = first("name") or " ".join(part for part in (first("first_name"), first("last_name")) if part)
    message = "\n".join(value for value in values.get("message", []) if value)
    return Draft(
        name=name,
        company=first("company"),
        nip=first("nip"),
        email=first("email"),
        phone=first("phone"),
        street=first("street"),
        postal_code=first("postal_code"),
        city=first("city"),
        country=_country(first("country")),
        subject=first("subject"),
        message=message,
        is_order=is_order or squeezed(first("kind")) in _ORDER_WORDS,
        external_ref=first("external_ref"),
        campaign=first("campaign"),
        spam_reason=_spam(values),
        rest=rest,
    )


def _country(text: str) -> str:
    plain = squeezed(text)
    return {"": "", "polska": "PL", "poland": "PL", "polen": "PL"}.get(plain, text[:2].upper())


def _spam(values: dict[str, list[str]]) -> str:
    if any(values.get("honeypot", [])):
        return "honeypot"
    seconds = next(iter(values.get(STARTED, [])), "")
    try:
        if seconds and 0 <= float(seconds) < FASTEST_SECONDS:
            return "filled in too fast"
    except ValueError:
        return ""
    return ""


def _products(values: dict[str, list[str]], lines: dict[str, dict[str, str]]) -> tuple[WantedProduct, ...]:
    found = [
        _wanted(line.get("product", ""), line.get("quantity", ""), line.get("price", "")) for line in lines.values()
    ]
    quantities = values.get("quantity", [])
    for index, text in enumerate(values.get("product", [])):
        quantity = quantities[index] if index < len(quantities) else ""
        found.append(_wanted(text, quantity, ""))
    return tuple(product for product in found if product is not None)


def _wanted(text: str, quantity: str, price: str) -> WantedProduct | None:
    if not text.strip():
        return None
    return WantedProduct(text.strip(), _number(quantity, 1000), _price(price))


def _number(text: str, otherwise: int) -> int:
    """ "12 szt." -> 12000."""
    match = re.search(r"\d+(?:[.,]\d+)?", text.replace(" ", ""))
    if match is None:
        return otherwise
    number = quantity_from_text(match[0])
    return number if 0 < number < 10**12 else otherwise


def _price(text: str) -> int | None:
    try:
        return price_from_text(text) if text.strip() else None
    except ValueError:
        return None


def token_of(fields: Fields) -> str:
    """The hidden token of the ready form: the same page sent twice is one submission."""
    return next((value for key, value in fields.pairs if key == TOKEN and value), "")
