"""What customers are told at a step of their order: templates by step, carrier and language, filled in a sandbox.

A company's own template stands before the program's; one of a carrier before one for every carrier.
"""

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import InvalidValue, KnownError, NotFound, StaleRecord
from crm_desktop.words import LANGUAGES, raw
from crm_desktop.work import Work, use_case
from db.models.leaving import MessageTemplateRow
from db.vocabulary import OrderStep, Permission, Topic

TOLD_STEPS = (OrderStep.PLACE, OrderStep.HAND_OVER, OrderStep.COMPLETE, OrderStep.CANCEL)
"""The steps of which a customer may want to hear."""
MOST_LETTERS = 20_000


class TemplateFault(KnownError):
    """A template cannot be filled: `reason`, `line` (0 where it is not known)."""

    code = "template_fault"


@dataclass(frozen=True, slots=True)
class Places:
    """What a template may name; all of it text that is printed as it is, but the number of parcels."""

    order: str = ""
    customer: str = ""
    reference: str = ""
    total: str = ""
    document: str = ""
    carrier: str = ""
    tracking: str = ""
    tracking_link: str = ""
    parcels: int = 1
    rest: str = ""
    """What comes later by itself, a line each; "" where all of it leaves."""
    address: str = ""
    payment: str = ""
    delivery: str = ""
    reason: str = ""
    owner: str = ""
    company: str = ""
    phone: str = ""
    email: str = ""


SAMPLE = Places(
    order="ZAM 12/2026",
    customer="Piekarnia Złoty Kłos",
    reference="PO-77",
    total="1 234,50 PLN",
    document="WZ 5/2026/M1",
    carrier="InPost",
    tracking="620000000000000000000001",
    tracking_link="https://inpost.pl/sledzenie-przesylek?number=620000000000000000000001",
    parcels=2,
    address="Piekarnia Złoty Kłos, ul. Polna 1, 61-001 Poznań",
    payment="przelew 14 dni",
    delivery="kurier",
    reason="",
    owner="Anna Nowak",
    company="Moja Firma",
    phone="+48 61 800 10 20",
    email="biuro@firma.example",
)


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """`own`: the company wrote it; `version` 0 of the program's."""

    step: OrderStep
    carrier: str
    language: str
    subject: str
    body: str
    own: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class SaveTemplate:
    """`version` is the one on screen, 0 for one that was the program's."""

    step: OrderStep
    language: str
    subject: str
    body: str
    carrier: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class ForgetTemplate:
    """`version` is the one on screen, None where none was shown."""

    step: OrderStep
    language: str
    carrier: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class TemplateSaved:
    step: OrderStep
    language: str
    carrier: str
    version: int


_METHODS = frozenset("upper lower title capitalize strip split startswith endswith".split())
_SWELLING = frozenset("center format indent wordwrap batch slice map tojson urlize pprint".split())
"""Filters that make much of little."""


def place_names() -> tuple[str, ...]:
    """What may stand between {{ }}."""
    return tuple(field.name for field in fields(Places))


def fill(template: str, places: Places) -> str:
    """Raises TemplateFault for what is no template, names what is not there, or reaches for more than words."""
    from jinja2 import TemplateError, TemplateSyntaxError

    values = {name: getattr(places, name) for name in place_names()}
    if len(template) > MOST_LETTERS:
        raise TemplateFault(reason=f"> {MOST_LETTERS}", line=0)
    try:
        _refuse_work(_sandbox().parse(template))
        return str(_sandbox().from_string(template).render(values))
    except TemplateSyntaxError as fault:
        raise TemplateFault(reason=fault.message or str(fault), line=fault.lineno) from fault
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, OverflowError) as fault:
        raise TemplateFault(reason=str(fault), line=0) from fault


def _refuse_work(tree: Any) -> None:
    """Raises TemplateFault for what could go on for hours or fill the memory: words are put in, nothing is reckoned."""
    from jinja2 import nodes

    for node in tree.find_all((nodes.For, nodes.Mul, nodes.Pow, nodes.Mod, nodes.Macro, nodes.CallBlock)):
        raise TemplateFault(reason=type(node).__name__.lower(), line=node.lineno)
    for call in tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Getattr) and call.node.attr in _METHODS):
            raise TemplateFault(reason="()", line=call.lineno)
    for used in tree.find_all(nodes.Filter):
        if used.name in _SWELLING:
            raise TemplateFault(reason=f"|{used.name}", line=used.lineno)


@lru_cache(maxsize=1)
def _sandbox() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)


def filled(template: MessageTemplate, places: Places) -> tuple[str, str]:
    """Subject on one line, and body."""
    subject = " ".join(fill(template.subject, places).split())
    return subject, fill(template.body, places).strip() + "\n"


def ready_made(step: OrderStep, language: str) -> MessageTemplate:
    """The program's own words for a step of TOLD_STEPS."""
    key = f"letters.{step.value}"
    return MessageTemplate(step, "", language, raw(f"{key}_subject", language), raw(f"{key}_body", language))


def template_for(session: Session, step: OrderStep, language: str, *, carrier: str = "") -> MessageTemplate:
    """The carrier's, else the one for all, else the program's."""
    row = MessageTemplateRow
    found = {
        one.carrier.casefold(): one
        for one in session.scalars(select(row).where(row.step == step, row.language == language))
    }
    own = found.get(carrier.strip().casefold()) or found.get("")
    return _record(own) if own is not None else ready_made(step, language)


def list_templates(session: Session) -> list[MessageTemplate]:
    """Every step in every language for all carriers, and behind each the carriers' own."""
    rows = list(session.scalars(select(MessageTemplateRow).order_by(MessageTemplateRow.carrier)))
    listed: list[MessageTemplate] = []
    for step in TOLD_STEPS:
        for language in LANGUAGES:
            mine = [_record(row) for row in rows if row.step is step and row.language == language]
            general = [one for one in mine if not one.carrier] or [ready_made(step, language)]
            listed += [*general, *(one for one in mine if one.carrier)]
    return listed


def _record(row: MessageTemplateRow) -> MessageTemplate:
    return MessageTemplate(row.step, row.carrier, row.language, row.subject, row.body, own=True, version=row.version)


@use_case(Permission.SET_UP)
def save_template(work: Work, command: SaveTemplate) -> TemplateSaved:
    """Raises InvalidValue, StaleRecord, and TemplateFault where it could not be filled for any order."""
    if command.step not in TOLD_STEPS:
        raise InvalidValue(field="step", value=command.step.value, rule="told_step")
    if command.language not in LANGUAGES:
        raise InvalidValue(field="language", value=command.language, rule="language")
    for field, value in (("subject", command.subject), ("body", command.body)):
        if not value.strip():
            raise InvalidValue(field=field, value="", rule="required")
        fill(value, SAMPLE)
        fill(value, Places())
    row = _stored(work.session, command.step, command.language, command.carrier)
    _refuse_stale(row, command.step, command.version)
    if row is None:
        row = MessageTemplateRow(step=command.step, language=command.language, carrier=command.carrier.strip()[:60])
        row.version = 0
        work.session.add(row)
    row.subject, row.body = command.subject.strip()[:250], command.body
    row.version += 1
    work.session.flush()
    work.audit("save", "message_template", row.id, after={"step": row.step, "language": row.language})
    work.changed(Topic.SETTINGS, row.id, "message_template")
    return TemplateSaved(row.step, row.language, row.carrier, row.version)


@use_case(Permission.SET_UP)
def forget_template(work: Work, command: ForgetTemplate) -> TemplateSaved:
    """The program's own words again, or those for all carriers. Raises NotFound, StaleRecord."""
    row = _stored(work.session, command.step, command.language, command.carrier)
    if command.version is not None:
        _refuse_stale(row, command.step, command.version)
    if row is None:
        raise NotFound(kind="message_template", key=command.step.value)
    work.session.delete(row)
    work.audit("forget", "message_template", row.id, before={"subject": row.subject, "body": row.body})
    work.changed(Topic.SETTINGS, row.id, "message_template")
    return TemplateSaved(command.step, command.language, command.carrier, 0)


def _refuse_stale(row: MessageTemplateRow | None, step: OrderStep, version: int) -> None:
    """Raises StaleRecord; one that was forgotten meanwhile is the program's again, of version 0."""
    theirs = row.version if row is not None else 0
    if theirs != version:
        raise StaleRecord(kind="message_template", key=step.value, mine=version, theirs=theirs)


def _stored(session: Session, step: OrderStep, language: str, carrier: str) -> MessageTemplateRow | None:
    """Locked: of two saves at once the second sees the first's version."""
    row = MessageTemplateRow
    of_step = (row.step == step, row.language == language)
    rows = session.scalars(select(row).where(*of_step).order_by(row.id).with_for_update())
    return next((one for one in rows if one.carrier.casefold() == carrier.strip().casefold()), None)
