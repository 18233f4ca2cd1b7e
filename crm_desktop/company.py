"""What the company sets for itself, saved with the versions that were on screen (law 4)."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.customers.rules import checked_nip
from crm_desktop.errors import InvalidValue, StaleRecord
from crm_desktop.intake.assignment import check_rules
from crm_desktop.intake.automatic_answer import check_automatic_answer
from crm_desktop.printing.look import check_label
from crm_desktop.settings import Settings
from crm_desktop.words import LANGUAGES
from crm_desktop.work import Work, use_case
from crm_desktop.working_time import calendar_of, checked_hours, coming_holidays
from db.models.system import SettingRow
from db.models.warehouse import StockMoveRow
from db.vocabulary import CostMethod, Permission, Topic

LAST_HOUR, MOST = 24, 10_000
_COUNTS = (
    *("answer_within_hours", "reservation_hours", "offer_valid_days", "copies_of_wz", "spam_score", "spam_kept_days"),
    "dormant_after_months",
)


@dataclass(frozen=True, slots=True)
class SettingsCard:
    """What is set, and the version of each stored key; a key that was never stored has none."""

    settings: Settings
    versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SaveSettings:
    """All settings as they shall be; only what differs is written."""

    settings: Settings
    versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SettingsSaved:
    changed: tuple[str, ...]


def settings_card(session: Session) -> SettingsCard:
    rows = session.execute(select(SettingRow.key, SettingRow.version))
    return SettingsCard(settings.load(session), {row[0]: row[1] for row in rows})


def public_holidays(session: Session, *, count: int = 6) -> list[date]:
    """The next ones of the company's country."""
    configured = settings.load(session)
    today = clock.local_day(clock.now(), configured.time_zone)
    return coming_holidays(calendar_of(configured), today, count=count)


@use_case(Permission.SET_UP)
def save_settings(work: Work, command: SaveSettings) -> SettingsSaved:
    """Raises InvalidValue; StaleRecord where another seat saved one of the changed keys since."""
    wanted = _checked(command.settings)
    check_rules(work.session, wanted)
    check_automatic_answer(wanted)
    _check_cost_method(work, wanted)
    before, after = asdict(work.settings), asdict(wanted)
    changed = tuple(key for key in after if after[key] != before[key])
    s = SettingRow
    stored = select(s.key, s.version).where(s.key.in_(changed)).order_by(s.key).with_for_update()
    rows = work.session.execute(stored)  # locked: of two saves at once the second sees the first's version
    for key, version in rows:
        mine = command.versions.get(key, 0)
        if mine != version:
            raise StaleRecord(kind="settings", key=key, mine=mine, theirs=version)
    if changed:
        settings.store(work.session, wanted, changed)
        work.audit(
            "set",
            "settings",
            0,
            before={key: before[key] for key in changed if key != "smtp"},
            after={key: after[key] for key in changed if key != "smtp"},
        )
        work.changed(Topic.SETTINGS, 0, "company")
    return SettingsSaved(changed)


def _check_cost_method(work: Work, wanted: Settings) -> None:
    """Fixed as soon as goods have moved (law 7: what they cost was reckoned by it)."""
    if wanted.cost_method not in tuple(CostMethod):
        raise InvalidValue(field="cost_method", value=wanted.cost_method, rule="unknown")
    if wanted.cost_method == work.settings.cost_method:
        return
    if work.session.scalar(select(StockMoveRow.id).limit(1)) is not None:
        raise InvalidValue(field="cost_method", value=wanted.cost_method, rule="goods_moved")


def postal_code_as_written(typed: str, country: str = "PL") -> str:
    """ "05092" and "05 092" -> "05-092"; what has other digits, or is of another country, as it is."""
    digits = re.sub(r"[\s-]", "", typed)
    return f"{digits[:2]}-{digits[2:]}" if country == "PL" and re.fullmatch(r"\d{5}", digits) else typed


def _checked(wanted: Settings) -> Settings:
    """In normal form. Raises InvalidValue with the field."""
    company = asdict(wanted.company)
    company = {key: value.strip() for key, value in company.items()}
    if not company["name"]:
        raise InvalidValue(field="name", value="", rule="required")
    company["nip"] = checked_nip(company["nip"])
    code = company["postal_code"] = postal_code_as_written(company["postal_code"], company["country"])
    if code and company["country"] == "PL" and not re.fullmatch(r"\d{2}-\d{3}", code):
        raise InvalidValue(field="postal_code", value=code, rule="postal_code")
    if company["tax_office"] and not re.fullmatch(r"\d{4}", company["tax_office"]):
        raise InvalidValue(field="tax_office", value=company["tax_office"], rule="tax_office")
    if wanted.stock_method not in (1, 2, 3, 4):
        raise InvalidValue(field="stock_method", value=wanted.stock_method, rule="unknown")
    if wanted.language not in LANGUAGES:
        raise InvalidValue(field="language", value=wanted.language, rule="unknown")
    if not re.fullmatch(r"[A-Z]{3}", wanted.currency):
        raise InvalidValue(field="currency", value=wanted.currency, rule="unknown")
    try:
        ZoneInfo(wanted.time_zone)
    except (KeyError, ValueError, OSError) as fault:
        raise InvalidValue(field="time_zone", value=wanted.time_zone, rule="unknown") from fault
    _check_counts(wanted)
    check_label(wanted.label)
    values = {key: getattr(wanted, key) for key in asdict(wanted)} | {"company": settings.Company(**company)}
    return Settings(**values)


def _check_counts(wanted: Settings) -> None:
    """Raises InvalidValue."""
    for field in _COUNTS:
        if not 1 <= getattr(wanted, field) <= MOST:
            raise InvalidValue(field=field, value=getattr(wanted, field), rule="positive")
    if not 0 <= wanted.join_within_minutes <= MOST:
        raise InvalidValue(field="join_within_minutes", value=wanted.join_within_minutes, rule="positive")
    for field, least in (("work_starts", 0), ("work_ends", wanted.work_starts + 1)):
        if not least <= getattr(wanted, field) <= LAST_HOUR:
            raise InvalidValue(field=field, value=getattr(wanted, field), rule="hours")
    checked_hours(wanted.opening_hours, wanted.closed_days)
