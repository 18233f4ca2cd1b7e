"""Which shop wrote this: by what it says, whoever it claims to be from. Unwraps what carries the order."""

import logging
from collections.abc import Mapping
from typing import Any

from crm_desktop.intake.formats.shapes import MOST_RECORDS, Unreadable
from crm_desktop.intake.formats.shops import (
    allegro,
    baselinker,
    prestashop,
    shoper,
    shopify,
    shopify_graph,
    woocommerce,
)
from crm_desktop.intake.formats.shops.elsewhere_shapes import SHAPES
from crm_desktop.intake.formats.shops.tree import Reader, Tree, parsed, text
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import ShopEvent, ShopNews, ShopOrder
from db.vocabulary import PriceMode

READERS = (
    Reader("shopify", shopify_graph.knows, shopify_graph.read),
    Reader("shopify", shopify.knows_no_order, shopify.read_no_order),
    Reader("woocommerce", woocommerce.knows_no_order, woocommerce.read_no_order),
    Reader("shopify", shopify.knows, shopify.read),
    Reader("shopify", shopify.knows_refund, shopify.read_refund),
    Reader("woocommerce", woocommerce.knows, woocommerce.read),
    Reader("woocommerce", woocommerce.knows_refund, woocommerce.read_refund),
    Reader("allegro", allegro.knows_event, allegro.read_event),
    Reader("allegro", allegro.knows, allegro.read),
    Reader("baselinker", baselinker.knows, baselinker.read),
    Reader("shoper", shoper.knows, shoper.read),
    Reader("shoper", shoper.knows_line, shoper.read_line),
    Reader("prestashop", prestashop.knows, prestashop.read),
    Reader("woocommerce", woocommerce.knows_customer, woocommerce.read_customer),
    Reader("woocommerce", woocommerce.knows_product, woocommerce.read_product),
    Reader("shopify", shopify.knows_customer, shopify.read_customer),
    Reader("shopify", shopify.knows_product, shopify.read_product),
    *(Reader(name, knows, read) for name, knows, read in SHAPES),
)
WRAPPERS = (
    "data",
    "orders",
    "checkoutForms",
    "body",
    "response",
    "jsonBody",
    "payload",
    "list",
    "result",
    "items",
    "customer",
    "draft_order",
    "checkout",
    "fulfillment",
    "order",
    "events",
    "edges",
    "nodes",
    "node",
    "Message",
    "Results",
    "actionEvent",
    "entity",
    "createdEvent",
)
LISTS = ("orders", "checkoutForms")
TOPICS = ("x-wc-webhook-topic", "x-shopify-topic", "x-webhook-name")
SHOPS = ("woocommerce", "shopify", "shoper")
DEEPEST = 6
log = logging.getLogger(__name__)


def read_shop(raw: bytes, headers: Mapping[str, str] | None = None, source: str = "") -> list[Draft] | None:
    """Its orders, or None where no shop is recognised. `headers` tell the topic of what carries only an id.

    An order among others that cannot be understood is a draft with its `fault`. Raises Unreadable for more than can
    be taken at once.
    """
    start = raw.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"<":
        tree = prestashop.trees(raw) if b"<prestashop" in start[:2000] else None
    else:
        tree = parsed(raw) if start[:1] in (b"{", b"[") else None
    if tree is None:
        return None
    gone = _gone(tree, headers or {}, source)
    if gone is not None:
        return [gone]
    found = _orders(tree, 0)
    if len(found) > MOST_RECORDS:
        raise Unreadable("too_many_records", most=MOST_RECORDS)
    if all(reader is None for reader, _ in found):
        return None
    return [_read(reader, told, place) for place, (reader, told) in enumerate(found, 1)]


def _read(reader: Reader | None, tree: Any, place: int) -> Draft:
    """One bad order stops none of those beside it."""
    if reader is None:
        return Draft(fault="shop_order_unknown")
    try:
        draft: Draft = reader.read(tree)
    except Exception:
        log.exception("order %s of %s cannot be read", place, reader.name)
        return Draft(fault="shop_order_broken")
    return draft


def _orders(tree: Any, depth: int, *, listed: bool = False) -> list[tuple[Reader | None, Tree]]:
    """Every order with its reader; what stands in a list of orders and is none has no reader."""
    if depth > DEEPEST:
        return []
    if isinstance(tree, list):
        return [one for inner in tree for one in _orders(inner, depth + 1, listed=listed)]
    if not isinstance(tree, dict):
        return [(None, {})] if listed else []
    reader = next((reader for reader in READERS if reader.knows(tree)), None)
    if reader is not None:
        return [(reader, tree)]
    inside = [
        one
        for key in WRAPPERS
        if isinstance(told := _within(tree, key), dict | list)
        for one in _orders(told, depth + 1, listed=key in LISTS)
    ]
    return inside or ([(None, tree)] if listed else [])


def _within(tree: Tree, key: str) -> Any:
    """What is wrapped, also where a queue passes it on as JSON in a text."""
    told = tree.get(key)
    is_json = isinstance(told, str) and told.lstrip()[:1] in ("{", "[")
    return parsed(str(told).encode("utf-8", errors="replace")) if is_json else told


def _gone(tree: Any, headers: Mapping[str, str], source: str) -> Draft | None:
    """`{"id": 7}` alone: what was deleted, of the kind that the topic names; an order where nothing names it."""
    body = tree.get("body") if isinstance(tree, dict) and isinstance(tree.get("body"), dict) else tree
    told: Mapping[str, Any] = headers
    if isinstance(tree, dict) and isinstance(tree.get("headers"), dict):
        told = tree["headers"]
    topic = next((str(told[name]) for name in TOPICS if told.get(name)), "")
    shop = "shopify" if told.get("x-shopify-topic") else "woocommerce" if told.get("x-wc-webhook-topic") else ""
    shop = shop or next((name for name in SHOPS if name.startswith(source.lower()[:4]) and len(source) > 3), "")
    bare = isinstance(body, dict) and len(body) == 1 and bool(text(body, "id") or text(body, "order_id"))
    if not shop or not bare or not isinstance(body, dict):
        return None
    reference = text(body, "id") or text(body, "order_id")
    if topic and not topic.startswith("order"):
        return Draft(news=ShopNews(shop, "gone", reference))
    order = ShopOrder(shop, reference, "", ShopEvent.CANCEL, "", PriceMode.NET)
    return Draft(is_order=True, shop=order)
