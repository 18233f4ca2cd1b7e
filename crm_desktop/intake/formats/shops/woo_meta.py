"""What plugins put beside a WooCommerce order and a person needs: a parcel machine, an engraving, a coupon."""

import re
from html import unescape

from crm_desktop.intake.field_maps import meaning_of
from crm_desktop.intake.formats.shops.tree import Tree, items, text

Pair = tuple[str, str]
_WANTED = re.compile(
    r"paczkomat|parcel|locker|inpost|pickup|point|odbior|punkt|delivery|dostaw|invoice|faktur|gift|prezent|engrav"
    r"|grawer|date|data|termin|godzin|time_?slot|note|uwag|po_number|vat|regon|tax_?id",
    re.IGNORECASE,
)
_OWN = re.compile(r"_wc|_wpml|_edit|_reduced|_new_order|_download|_recorded|_stripe|_paypal|_payu|_p24|_trans|is_vat")
_PLAIN = re.compile(r"<[^<>]{1,200}>")
MOST, LONGEST = 40, 300


def told_beside(tree: Tree) -> tuple[Pair, ...]:
    """Of the order, then of each of its lines, then its coupons."""
    found = [(_label(one), text(one, "value")) for one in items(tree, "meta_data") if _is_wanted(one)]
    for line in items(tree, "line_items"):
        goods = unescape(text(line, "name"))
        for one in items(line, "meta_data"):
            if not text(one, "key").startswith("_"):
                found.append((f"{goods}: {_label(one)}", _shown(one)))
    found += [("Kupon", text(one, "code")) for one in items(tree, "coupon_lines")]
    found += [("Zwrot", text(one, "reason")) for one in items(tree, "refunds")]
    return tuple((name, value[:LONGEST]) for name, value in dict.fromkeys(found) if value)[:MOST]


def _is_wanted(one: Tree) -> bool:
    """A key without a dash before it was put there to be seen; of the hidden ones those of delivery and papers."""
    key, value = text(one, "key"), text(one, "value")
    if not value or len(value) > LONGEST or _OWN.match(key) or meaning_of(key, {}) == "nip":
        return False
    return bool(_WANTED.search(key)) if key.startswith("_") else True


def _label(one: Tree) -> str:
    return unescape(text(one, "display_key") or text(one, "key").strip("_"))


def _shown(one: Tree) -> str:
    return unescape(_PLAIN.sub("", text(one, "display_value") or text(one, "value")))


def campaign_of(tree: Tree) -> str:
    """As WooCommerce itself attributes the order."""
    told = (text(one, "value") for one in items(tree, "meta_data") if text(one, "key").endswith("utm_campaign"))
    return next(filter(None, told), "")
