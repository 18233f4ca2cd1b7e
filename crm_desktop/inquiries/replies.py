"""What a reply begins with: greeting by name, the goods asked for with price and availability, the signature."""

from dataclasses import dataclass

from crm_desktop.inquiries.records import InquiryCard, NamedProduct
from crm_desktop.inquiries.rules import polish_address
from crm_desktop.money import price_text, quantity_text
from crm_desktop.settings import Company
from crm_desktop.units import unit_word
from crm_desktop.words import say
from db.vocabulary import CustomerKind


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, for which company."""

    person: str
    company: Company


def reply_language(card: InquiryCard, usual: str) -> str:
    """Of the customer: the company's own at home, English abroad."""
    return usual if card.asker.country in ("", "PL") else "en"


def reply_text(card: InquiryCard, signature: Signature, *, language: str, currency: str) -> str:
    """The reply filled in, in "pl" or "en"; the person changes it as they like."""
    goods = [_goods_line(product, language, currency) for product in card.products]
    parts = [
        greeting(card, language),
        say("inquiries.thanks", language, number=card.row.number),
        "\n".join([say("inquiries.our_prices", language), *goods]) if goods else say("inquiries.ask_back", language),
        say("inquiries.closing", language),
        "\n".join(_signed(signature, language)),
    ]
    return "\n\n".join(parts)


def greeting(card: InquiryCard, language: str) -> str:
    """A person by their name, a company politely."""
    name = card.row.customer.strip()
    if card.asker.kind is not CustomerKind.PERSON or not name or any(char.isdigit() for char in name):
        return say("inquiries.greeting", language)
    if language != "pl":
        return say("inquiries.greeting_person", language, name=name)
    return say("inquiries.greeting_person", language, name=polish_address(name.split()[0]))


def _goods_line(product: NamedProduct, language: str, currency: str) -> str:
    point = "," if language == "pl" else "."
    quantity = quantity_text(product.quantity or 1000).replace(".", point)
    price = f"{price_text(product.unit_price).replace('.', point)} {'zł' if currency == 'PLN' else currency}"
    there = "in_stock" if product.enough else "some_in_stock" if product.available > 0 else "not_in_stock"
    left = max(product.available, 0)
    available = f"{quantity_text(left).replace('.', point)} {unit_word(product.unit, left, language)}"
    stock = say(f"inquiries.{there}", language, available=available)
    asked = f"{quantity} {unit_word(product.unit, product.quantity or 1000, language)}"
    values = {"name": product.name, "quantity": asked, "price": price, "stock": stock}
    return say("inquiries.goods_line", language, **values)


def _signed(signature: Signature, language: str) -> list[str]:
    company = signature.company
    phone = f"{say('inquiries.phone', language)} {company.phone}" if company.phone else ""
    contact = " · ".join(part for part in (phone, company.email) if part)
    lines = [say("inquiries.regards", language), signature.person, company.name, contact]
    return [line for line in lines if line]
