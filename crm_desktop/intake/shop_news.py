"""What a shop tells of its goods and its customers: put on file where they are new; what is on file is not changed."""

from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import create_product
from crm_desktop.customers.adding import add_customers
from crm_desktop.intake.matching import Holders
from crm_desktop.intake.products import recognised
from crm_desktop.intake.reasons import read_as, why
from crm_desktop.intake.records import Draft, RecordRead, WantedProduct
from crm_desktop.intake.shop_records import ShopLine, ShopNews
from crm_desktop.work import Work
from db.models.customers import CustomerRow
from db.vocabulary import Outcome


def take_news(work: Work, draft: Draft, news: ShopNews) -> RecordRead:
    """An `update` that names what it is about."""
    match news.kind:
        case "product" if news.line is not None:
            number, word = _product(work, news.line)
        case "customer" if draft.has_contact:
            number, word = _customer(work, draft)
        case "no_order":
            number, word = "", "shop_no_order"
        case _:
            number, word = "", "shop_gone"
    return read_as(work, Outcome.UPDATE, number, why(word))


def _product(work: Work, line: ShopLine) -> tuple[str, str]:
    told = tuple(WantedProduct(word) for word in (line.code, line.barcode, line.name) if word)
    known = next((product for product, _ in recognised(work.session, told) if product is not None), None)
    if known is not None:
        return known.code, "shop_product_known"
    if not line.code or not line.name:
        return "", "shop_product_no_code"
    new = NewProduct(code=line.code[:80], name=line.name[:250], net_price=line.unit_price, vat_rate=line.vat_rate)
    return create_product(work, new).code, "shop_product_added"


def _customer(work: Work, draft: Draft) -> tuple[str, str]:
    holders = Holders(work.session, [draft])
    match = holders.match(draft)
    if match is not None:
        return work.session.get_one(CustomerRow, match).code, "shop_customer_known"
    holders.add(draft)
    return add_customers(work, holders.new)[0].code, "shop_customer_added"
