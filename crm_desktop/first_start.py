"""The first start of a company: whether anything is there yet, and who it is."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop import settings
from crm_desktop.company import SaveSettings, SettingsSaved, save_settings, settings_card
from crm_desktop.settings import Company
from crm_desktop.warehouse.houses import change_warehouse, warehouse_cards
from crm_desktop.warehouse.records import ChangeWarehouse, NewWarehouse
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.sales import OrderRow
from db.models.system import SettingRow
from db.statements import table_of
from db.vocabulary import Permission

FIRST_WAREHOUSE = {"pl": "Magazyn główny", "en": "Main warehouse"}
"""The one that every database begins with, as papers and lists call it until it is given another name."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in a database that was just opened."""

    company: str
    named: bool
    filled: bool


@dataclass(frozen=True, slots=True)
class Introduce:
    """Who the company is and in which language its papers speak."""

    company: Company
    language: str


def standing(session: Session) -> Standing:
    named = session.execute(select(SettingRow.key).where(SettingRow.key == "company")).first() is not None
    tables = (table_of(ProductRow), table_of(CustomerRow), table_of(OrderRow))
    filled = any(session.execute(select(table.c.id).limit(1)).first() is not None for table in tables)
    return Standing(settings.load(session).company.name, named, filled)


@use_case(Permission.SET_UP)
def introduce_company(work: Work, command: Introduce) -> SettingsSaved:
    """Raises InvalidValue with the field. What was set before and is not asked for here stays."""
    card = settings_card(work.session)
    _name_first_warehouse(work, command.language)
    wanted = replace(card.settings, company=command.company, language=command.language)
    return save_settings(work, SaveSettings(wanted, card.versions))


def _name_first_warehouse(work: Work, language: str) -> None:
    """In the company's language; a name that somebody gave stays."""
    name = FIRST_WAREHOUSE[language]
    for house in warehouse_cards(work.session):
        if house.name in FIRST_WAREHOUSE.values() and house.name != name:
            wanted = NewWarehouse(house.code, name, house.kind, house.street, house.postal_code, house.city)
            change_warehouse(work, ChangeWarehouse(house.warehouse_id, house.version, wanted))
