"""What a company sets once: who it is, its time zone, its promises. Stored as settings rows."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, fields
from functools import lru_cache
from typing import Any

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from db.models.system import SettingRow
from db.prepared import Prepared
from db.statements import table_of

STORED = select(table_of(SettingRow).c.key, cast(table_of(SettingRow).c.value, Text))
"""Keys, each with its value as JSON."""
_STORED = Prepared(STORED)


@dataclass(frozen=True, slots=True)
class Company:
    """The company itself, as it signs its papers; `province`, `county`, `commune` and `tax_office` (four digits) are
    asked for by JPK alone."""

    name: str = "Moja Firma"
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "PL"
    nip: str = ""
    phone: str = ""
    email: str = ""
    province: str = ""
    county: str = ""
    commune: str = ""
    tax_office: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it, as JSON holds it. Hours of the day and spans as named; language of papers "pl" or "en"."""

    company: Company = field(default_factory=Company)
    language: str = "pl"
    time_zone: str = "Europe/Warsaw"
    currency: str = "PLN"
    answer_within_hours: int = 4
    work_starts: int = 8
    work_ends: int = 16
    opening_hours: dict[str, str] = field(default_factory=dict)
    """Weekdays that differ from Monday to Friday, `work_starts` to `work_ends`: {"sat": "9:00-13:00", "fri": ""}."""
    closed_days: list[str] = field(default_factory=list)
    """Days on which nobody works besides public holidays, "2026-12-28"."""
    assignment_rules: list[dict[str, Any]] = field(default_factory=lambda: [{"by": "keeper"}])
    """Whose an inquiry is, in their order (intake/assignment.py)."""
    in_turn: bool = True
    """Whether what no rule gives to anyone goes to the clerks who are there, in turn."""
    late_to: str = ""
    """The login of whoever is told of late inquiries, and how many opening hours after their time."""
    late_after_hours: int = 0
    automatic_answer: dict[str, Any] = field(default_factory=dict)
    """{"on": true, "forms": ["kontakt"], "pl": {"subject": …, "in": …, "out": …}}: without texts the program's own,
    without forms all; `in` and `out` of opening hours."""
    join_within_minutes: int = 30
    """A second form of the same person joins the open inquiry; 0: never."""
    spam_score: int = 100
    """From how many points on a form is spam (intake/spam.py)."""
    fastest_seconds: int = 2
    """No person fills in a form in less."""
    spam_kept_days: int = 30
    reservation_hours: int = 72
    offer_valid_days: int = 14
    show_prices_on_wz: bool = False
    copies_of_wz: int = 2
    dormant_after_months: int = 12
    second_check: bool = False
    """What one person picked another looks through before it leaves."""
    reprint_marked: bool = True
    """A label printed once more says so."""
    label: dict[str, Any] = field(default_factory=dict)
    """What stands on the address label: `sender`, `phone`, `note` (all shown unless false), `qr`, `logo` (base64);
    `looks`: a paper's own (printing/look.py)."""
    gross_prices: bool = False
    """Orders typed here are at gross prices (retail)."""
    stock_method: int = 1
    """Of keeping stock accounts: 1 to 4 of art. 17.2 of the Accounting Act, as JPK_MAG asks (1: quantity and value)."""
    cost_method: str = "average"
    smtp: dict[str, str] = field(default_factory=dict)


def load(session: Session) -> Settings:
    """What is stored, over the defaults; keys that this version does not know are left alone."""
    return settings_of(tuple(_STORED.rows(session, {})))


@lru_cache(maxsize=8)
def settings_of(stored: tuple[tuple[str, str], ...]) -> Settings:
    """As `STORED` answers them: read anew only where they differ from those read before."""
    known = {f.name for f in fields(Settings)}
    found = {key: json.loads(value) for key, value in stored if key in known}
    company = found.pop("company", None)
    return Settings(company=Company(**company) if company else Company(), **found)


def store(session: Session, settings: Settings, keys: Collection[str] | None = None) -> None:
    """Writes every key that differs from what is stored; where `keys` are told, of those alone."""
    for key, value in asdict(settings).items():
        if keys is not None and key not in keys:
            continue
        row = session.get(SettingRow, key)
        if row is None:
            session.add(SettingRow(key=key, value=value))
        elif row.value != value:
            row.value = value
            row.version += 1
