"""What the sample company is made of: resources/demo, and the few tables that the story itself goes by."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from crm_desktop.places import resource


@cache
def told(name: str) -> dict[str, Any]:
    """A file of resources/demo."""
    return tomllib.loads(resource("demo", f"{name}.toml").read_text(encoding="utf-8"))


def listed(text: str) -> list[str]:
    """ "a;b;c" over several lines, as names are written there."""
    return [part for part in text.replace("\n", "").split(";") if part]


@dataclass(frozen=True, slots=True)
class Employee:
    """`share` of what comes in that is theirs; minutes to a first answer; `wins` over the usual share of orders."""

    key: int
    login: str
    name: str
    role: str
    share: float = 0
    answers_in: tuple[int, int] = (0, 0)
    wins: float = 1


ANNA = Employee(2, "anna", "Anna Kubiak", "clerk", 0.40, (8, 55), 1.18)
PIOTR = Employee(3, "piotr", "Piotr Zalewski", "clerk", 0.33, (20, 140), 1.0)
ZOFIA = Employee(4, "zofia", "Zofia Ratajczak", "clerk", 0.27, (60, 420), 0.74)
MAREK = Employee(5, "marek", "Marek Stachowiak", "warehouse")
LUCJA = Employee(6, "lucja", "Łucja Adamczyk", "warehouse")
EWA = Employee(7, "ewa", "Ewa Jankowska", "owner")
SELLERS = (ANNA, PIOTR, ZOFIA)
STAFF = (*SELLERS, MAREK, LUCJA, EWA)

GROUPS = ("Piekarnie i cukiernie", "Gastronomia i hotele", "Sklepy", "Instytucje", "Internet")
SHARES = (34, 22, 18, 8, 18)
"""Of a hundred customers."""
SIZES = (2.2, 1.0, 1.1, 1.3, 0.35)
"""What a customer of each group buys against the usual."""
TASTES = {
    "Mąki": (1.9, 1.0, 0.8, 1.6, 0.4),
    "Cukry i słodziki": (1.2, 1.0, 1.2, 1.3, 0.6),
    "Tłuszcze": (1.3, 1.4, 0.9, 1.2, 0.2),
    "Drożdże i spulchniacze": (1.6, 0.8, 0.9, 0.7, 0.7),
    "Ziarna i posypki": (1.3, 0.7, 1.2, 0.5, 0.7),
    "Bakalie": (1.0, 0.7, 1.6, 0.5, 1.2),
    "Nadzienia i dżemy": (1.4, 1.2, 0.5, 0.9, 0.2),
    "Czekolada i kakao": (1.0, 1.1, 0.8, 0.4, 1.5),
    "Dekoracje": (0.8, 0.5, 0.9, 0.1, 3.2),
    "Opakowania": (0.9, 1.3, 1.4, 0.4, 0.6),
    "Higiena": (0.6, 1.2, 0.6, 2.4, 0.1),
    "Formy i sprzęt": (0.4, 0.6, 0.5, 0.4, 2.6),
}
"""How much more or less of a group of goods each group of customers buys."""
SEASONS = {
    "Bakalie": (0.7, 0.8, 1.1, 1.0, 0.8, 0.8, 0.7, 0.8, 0.9, 1.2, 1.8, 2.2),
    "Ziarna i posypki": (0.9, 0.9, 1.1, 1.0, 0.9, 0.9, 0.9, 0.9, 1.0, 1.1, 1.3, 1.7),
    "Nadzienia i dżemy": (1.1, 2.1, 1.0, 0.9, 0.9, 0.9, 0.8, 0.8, 1.0, 1.0, 1.3, 1.2),
    "Dekoracje": (0.8, 1.0, 1.1, 1.6, 2.2, 1.3, 0.8, 0.7, 0.9, 0.8, 1.0, 1.6),
    "Czekolada i kakao": (1.0, 1.3, 1.2, 1.0, 0.8, 0.6, 0.5, 0.6, 0.9, 1.2, 1.4, 1.8),
    "Tłuszcze": (1.0, 1.3, 1.0, 1.0, 0.9, 0.9, 0.8, 0.8, 1.0, 1.0, 1.2, 1.4),
}
"""By month, where a group of goods has a season of its own."""
DEARER = {"Cukry i słodziki": 0.92, "Czekolada i kakao": 0.80, "Tłuszcze": 0.88, "Mąki": 1.04}
"""Prices of two years ago against today's, where they moved more than the rest."""
NORTH = frozenset(("pomorskie", "zachodniopomorskie", "warmińsko-mazurskie", "kujawsko-pomorskie"))
"""The regions that Gdynia serves."""
SUPPLIERS = {
    "Mąki": ("Młyny Zalesie sp. z o.o.", "ul. Młyńska 1", "62-200", "Gniezno"),
    "Opakowania": ("Pakulec Opakowania s.c.", "ul. Przemysłowa 14", "62-020", "Swarzędz"),
    "Higiena": ("Pakulec Opakowania s.c.", "ul. Przemysłowa 14", "62-020", "Swarzędz"),
    "Formy i sprzęt": ("Blachmistrz sp. j.", "ul. Rzemieślnicza 5", "63-400", "Ostrów Wielkopolski"),
    "": ("Surowce Piekarskie Zaczyn S.A.", "ul. Drożdżowa 8", "90-105", "Łódź"),
}
LOST_REASONS = ("price", "price", "no_contact", "competitor", "competitor", "too_late", "no_stock", "not_offered")
