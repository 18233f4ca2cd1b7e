"""Who the company is, as it signs its papers."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from crm_desktop.settings import Company, Settings
from ui import words
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.card_page import CardPage

OWN = tuple(field.name for field in fields(Company))


class CompanyPage(CardPage):
    """The company's name, numbers and seat; language and money of its papers."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat, self.tr("Company"), self.tr("As printed on documents, offers and labels."), self._asks())

    def _asks(self) -> list[Ask]:
        languages = tuple((key, words.NAMES[key]) for key in words.LANGUAGES)
        return [
            Ask("name", self.tr("Company name"), self.tr("Shown as the issuer on every document."), wide=True),
            Ask("nip", self.tr("NIP"), self.tr("Only the check digit is verified; nothing is sent.")),
            Ask("email", self.tr("E-mail"), self.tr("Customers reply to this address.")),
            Ask("street", self.tr("Street and number"), self.tr("Registered address, also the sender on labels.")),
            Ask("phone", self.tr("Phone"), self.tr("Printed on offers and labels.")),
            Ask("postal_code", self.tr("Postal code"), self.tr("Format: 00-000.")),
            Ask("city", self.tr("City"), self.tr("In capitals on labels.")),
            Ask("country", self.tr("Country"), self.tr("Two letters: PL.")),
            Ask("currency", self.tr("Currency"), self.tr("For prices and reports, e.g. PLN.")),
            Ask(
                "language",
                self.tr("Language of documents"),
                self.tr("The window's own is set under “This workstation”."),
                Kind.CHOICE,
                languages,
            ),
            Ask("time_zone", self.tr("Time zone"), self.tr("Decides on which day a document is issued.")),
            *self._for_the_tax_office(),
        ]

    def _for_the_tax_office(self) -> list[Ask]:
        return [
            Ask("province", self.tr("Province"), self.tr("Needed only in JPK files for the tax office.")),
            Ask("county", self.tr("County"), self.tr("As above, for JPK.")),
            Ask("commune", self.tr("Commune"), self.tr("As above, for JPK.")),
            Ask("tax_office", self.tr("Tax office"), self.tr("Its four-digit code, for JPK.")),
            Ask(
                "cost_method",
                self.tr("Stock valuation"),
                self.tr("Cannot be changed once goods have moved."),
                Kind.CHOICE,
                (("average", self.tr("Weighted average")), ("fifo", self.tr("First in, first out (FIFO)"))),
            ),
            Ask(
                "stock_method",
                self.tr("Stock records"),
                self.tr("Method under art. 17(2) of the Accounting Act, for JPK_MAG."),
                Kind.CHOICE,
                (
                    ("1", self.tr("1 · quantities and values")),
                    ("2", self.tr("2 · quantities")),
                    ("3", self.tr("3 · values")),
                    ("4", self.tr("4 · costs written off when bought")),
                ),
            ),
        ]

    def values_of(self, settings: Settings) -> Values:
        own = {key: getattr(settings.company, key) for key in OWN}
        rest = {key: getattr(settings, key) for key in ("language", "time_zone", "currency", "cost_method")}
        return own | rest | {"stock_method": str(settings.stock_method)}

    def applied(self, settings: Settings, values: Mapping[str, Any]) -> Settings:
        company = replace(settings.company, **{key: values[key] for key in OWN})
        rest = {key: values[key] for key in ("language", "time_zone", "cost_method")}
        rest |= {"currency": str(values["currency"]).strip().upper(), "stock_method": int(values["stock_method"])}
        return replace(settings, company=company, **rest)
