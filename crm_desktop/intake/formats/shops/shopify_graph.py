"""Shopify's order as GraphQL gives it: the same order in other words, told to the reader of its webhooks."""

import re
from typing import Any

from crm_desktop.intake.formats.shops import shopify
from crm_desktop.intake.formats.shops.tree import Tree, at, branch, items, text
from crm_desktop.intake.records import Draft

_SET = "Set"
_NAMES = {"currencyCode": "currency", "discountedUnitPrice": "price", "originalUnitPrice": "price"}
_NAMES |= {"zip": "zip", "countryCodeV2": "country_code", "provinceCode": "province_code"}


def knows(tree: Tree) -> bool:
    listed = at(tree, "lineItems")
    return isinstance(listed, dict) and ("edges" in listed or "nodes" in listed) and "totalPriceSet" in tree


def read(tree: Tree) -> Draft:
    told = _in_words_of_webhooks(tree)
    order = told if isinstance(told, dict) else {}
    order.setdefault("admin_graphql_api_id", text(tree, "id"))
    order.setdefault("taxes_included", at(tree, "taxesIncluded"))
    for line in items(order, "line_items"):
        line["sku"] = text(line, "sku") or text(branch(line, "variant"), "sku")
    for one in (*items(order, "line_items"), order):
        for key in ("id", "admin_graphql_api_id"):
            if key in one and one is not order:
                one[key] = text(one, key).rpartition("/")[2]
    order["note_attributes"] = [
        {"name": text(one, "key"), "value": text(one, "value")} for one in items(order, "custom_attributes")
    ]
    order["id"] = text(tree, "id").rpartition("/")[2]
    return shopify.read(order)


def _in_words_of_webhooks(told: Any) -> Any:
    """`lineItems {edges {node}}` is a list, `totalPriceSet {shopMoney}` an amount, camel case has underscores."""
    if isinstance(told, list):
        return [_in_words_of_webhooks(one) for one in told]
    if not isinstance(told, dict):
        return told
    if isinstance(told.get("edges"), list):
        return [_in_words_of_webhooks(one.get("node")) for one in told["edges"] if isinstance(one, dict)]
    if isinstance(told.get("nodes"), list):
        return [_in_words_of_webhooks(one) for one in told["nodes"]]
    found: Tree = {}
    for name, inner in told.items():
        money = text(inner, "shopMoney", "amount")
        plain = name.removesuffix(_SET) if money else name
        plain = _NAMES.get(plain) or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", plain).lower()
        found.setdefault(plain, money or _in_words_of_webhooks(inner))
        if money and plain == "total_price":
            found.setdefault("currency", text(inner, "shopMoney", "currencyCode"))
    return found
