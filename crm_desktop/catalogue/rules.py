"""What a product may be; codes that are printed on goods."""

from collections.abc import Iterator, Sequence

from crm_desktop.catalogue.records import FieldFault, SaveProduct, StockGoal
from crm_desktop.money import QUANTITY_SCALE, quantity_text

MOST_LETTERS = {"code": 80, "name": 250, "unit": 20, "group": 120, "subgroup": 120}
LONGEST_BARCODE, LONGEST_LOCATION = 40, 40
EAN_LENGTHS = (8, 12, 13, 14)


def check_digit_is_right(code: str) -> bool:
    """Of EAN-8, UPC-12, EAN-13 and GTIN-14: weights 3 and 1 from the right."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code)))
    return total % 10 == 0


def barcode_fault(code: str) -> str:
    """ "" when goods may bear it: a GTIN with its check digit, or a code of one's own (letters, or another length)."""
    if not code:
        return "required"
    if len(code) > LONGEST_BARCODE:
        return "too_long"
    if any(letter.isspace() or not letter.isprintable() for letter in code):
        return "spaces"
    if code.isdigit() and len(code) in EAN_LENGTHS and not check_digit_is_right(code):
        return "ean"
    return ""


def faults_of(save: SaveProduct) -> list[FieldFault]:
    """All that is wrong with it by itself, in the order of the form."""
    return [*_of_product(save), *_of_barcodes(save), *_of_prices(save), *_of_goals(save.goals, whole=_whole(save))]


def _whole(save: SaveProduct) -> bool:
    return save.product.whole_units


def _of_product(save: SaveProduct) -> Iterator[FieldFault]:
    product = save.product
    for field in ("code", "name", "unit"):
        if not getattr(product, field).strip():
            yield FieldFault(field, "required", "")
    for field, most in MOST_LETTERS.items():
        told = getattr(product, field)
        if len(told) > most:
            yield FieldFault(field, "too_long", told)
    if product.subgroup and not product.group:
        yield FieldFault("group", "required", "")
    if product.net_price < 0:
        yield FieldFault("net_price", "not_negative", str(product.net_price))
    if product.weight_grams < 0:
        yield FieldFault("weight_grams", "not_negative", str(product.weight_grams))


def _of_barcodes(save: SaveProduct) -> Iterator[FieldFault]:
    seen: set[str] = set()
    for place, (code, quantity) in enumerate(save.product.barcodes):
        rule = barcode_fault(code) or ("twice" if code in seen else "")
        if rule:
            yield FieldFault(f"barcodes.{place}.code", rule, code)
        seen.add(code)
        if quantity <= 0:
            yield FieldFault(f"barcodes.{place}.quantity", "positive", quantity_text(quantity))
        elif _whole(save) and quantity % QUANTITY_SCALE:
            yield FieldFault(f"barcodes.{place}.quantity", "whole_only", quantity_text(quantity))


def _of_prices(save: SaveProduct) -> Iterator[FieldFault]:
    seen: set[tuple[str, int]] = set()
    for place, price in enumerate(save.prices):
        if not price.customer_group.strip():
            yield FieldFault(f"prices.{place}.customer_group", "required", "")
        if price.from_quantity < 0:
            yield FieldFault(f"prices.{place}.from_quantity", "not_negative", quantity_text(price.from_quantity))
        if price.net_price < 0:
            yield FieldFault(f"prices.{place}.net_price", "not_negative", str(price.net_price))
        if (price.customer_group, price.from_quantity) in seen:
            yield FieldFault(f"prices.{place}.from_quantity", "twice", quantity_text(price.from_quantity))
        seen.add((price.customer_group, price.from_quantity))


def _of_goals(goals: Sequence[StockGoal], *, whole: bool) -> Iterator[FieldFault]:
    for goal in goals:
        for field, amount in (("minimum", goal.minimum), ("target", goal.target)):
            if amount < 0:
                yield FieldFault(f"goals.{goal.warehouse}.{field}", "not_negative", quantity_text(amount))
            elif whole and amount % QUANTITY_SCALE:
                yield FieldFault(f"goals.{goal.warehouse}.{field}", "whole_only", quantity_text(amount))
        if 0 < goal.target < goal.minimum:
            yield FieldFault(f"goals.{goal.warehouse}.target", "under_minimum", quantity_text(goal.target))
        if len(goal.location) > LONGEST_LOCATION:
            yield FieldFault(f"goals.{goal.warehouse}.location", "too_long", goal.location)
