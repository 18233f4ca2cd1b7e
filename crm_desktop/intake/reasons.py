"""Why a record became what it is: codes with their values, stored, and told in whatever language a person reads."""

from collections.abc import Iterable
from typing import Any

from crm_desktop.errors import KnownError
from crm_desktop.intake.formats.charsets import legible
from crm_desktop.intake.records import Interpreted, RecordRead, Why
from crm_desktop.words import say, told_by
from crm_desktop.work import Work
from db.vocabulary import Outcome

ERROR = "error."
LONGEST_VALUE, LONGEST_REASON = 400, 500


def why(code: str, **values: object) -> Why:
    """`code` of a sentence `reason_<code>` in words/intake.toml; values as JSON can hold them."""
    return Why(code, {name: _held(value) for name, value in values.items()})


def why_refused(fault: KnownError) -> Why:
    """A known error as a reason."""
    return Why(ERROR + fault.code, {name: _held(value) for name, value in fault.details.items()})


def said(whys: Iterable[Why], language: str) -> str:
    """All of them as one line."""
    return " · ".join(_said(one, language) for one in whys)[:LONGEST_REASON]


def read_as(work: Work, outcome: Outcome, number: str = "", *whys: Why | None) -> RecordRead:
    """The reading of a record; its reason in the company's language, what is None left out."""
    told = tuple(one for one in whys if one is not None)
    return RecordRead(outcome, number, said(told, work.settings.language), told)


def told(read: Interpreted, language: str) -> str:
    """Why a submission became what it is, in a person's language."""
    first = next((record for record in read.records if record.outcome is read.outcome), None)
    return said(first.why, language) if first is not None and first.why else read.reason


def stored(whys: Iterable[Why]) -> list[dict[str, Any]]:
    """As the column `why` holds them."""
    return [{"code": one.code, **({"values": one.values} if one.values else {})} for one in whys]


def restored(rows: Iterable[dict[str, Any]] | None) -> tuple[Why, ...]:
    return tuple(Why(str(row["code"]), dict(row.get("values", {}))) for row in rows or ())


def reason_in(language: str, reason: str, rows: Iterable[dict[str, Any]] | None) -> str:
    """A stored reason in a person's language; one that was stored before codes were as it stands."""
    whys = restored(rows)
    return said(whys, language) if whys else reason


def _said(one: Why, language: str) -> str:
    if one.code.startswith(ERROR):
        return told_by(one.code.removeprefix(ERROR), one.values, language)
    if one.code == "spam":
        marks = ", ".join(_marked(mark, language) for mark in one.values["marks"])
        return say("intake.reason_spam", language, score=one.values["score"], marks=marks)
    return say(f"intake.reason_{one.code}", language, **one.values)


def _marked(mark: dict[str, Any], language: str) -> str:
    told = say(f"intake.mark_{mark['code']}", language, **mark.get("values", {}))
    return f"{told} ({mark['points']})"


def _held(value: object) -> Any:
    if isinstance(value, int | float | bool | list | dict) or value is None:
        return value
    return legible(str(value))[:LONGEST_VALUE]
