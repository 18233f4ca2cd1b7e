"""Of what a stale save compares: fields, and of a field that holds several things each by itself (law 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from crm_desktop.printing.look import looks_of
from db.vocabulary import LabelField
from ui import formats
from ui.field_meanings import meaning_word
from ui.settings.asks import Ask, Kind, Values
from ui.widgets.parts import word

LOGO = "logo"
"""Beside the looks of papers, none of which is called so."""


@dataclass(frozen=True, slots=True)
class Part:
    """`of` names the thing inside the field `ask`; "" is the field whole. `key` is of its own among all parts."""

    ask: Ask
    of: str = ""

    @property
    def key(self) -> str:
        return f"{self.ask.key}.{self.of}" if self.of else self.ask.key


def parts_of(asks: Iterable[Ask], values: Iterable[Mapping[str, Any]]) -> list[Part]:
    """Those that any of the `values` holds."""
    found: dict[Part, None] = {}
    for ask in asks:
        if ask.kind not in (Kind.MAP, Kind.LABEL):
            found[Part(ask)] = None
            continue
        for one in values:
            found.update(dict.fromkeys(Part(ask, of) for of in _apart(ask, one.get(ask.key))))
    return list(found)


def value_of(part: Part, values: Mapping[str, Any]) -> Any:
    """None where there is none."""
    value = values.get(part.ask.key)
    return _apart(part.ask, value).get(part.of) if part.of else value


def put_over(values: Mapping[str, Any], parts: Iterable[Part], mine: Mapping[str, Any]) -> Values:
    """`values`, but of `parts` what `mine` holds."""
    put = dict(values)
    for part in parts:
        if not part.of:
            put[part.ask.key] = mine.get(part.ask.key)
            continue
        apart = _apart(part.ask, put.get(part.ask.key))
        apart.pop(part.of, None)
        own = value_of(part, mine)
        if own is not None:
            apart[part.of] = own
        put[part.ask.key] = _together(part.ask, put.get(part.ask.key), apart)
    return put


def title_of(part: Part) -> str:
    if not part.of:
        return part.ask.title
    if part.ask.kind is Kind.MAP:
        return f"{part.ask.title}: {part.of}"
    if part.of == LOGO:
        return word(LabelField.LOGO)
    return part.of.replace("x", " × ").removesuffix(" × 0") + " mm"


def said_inside(part: Part, value: Any) -> str:
    """A thing inside a field, as a person reads it; "" where there is none."""
    if part.ask.kind is Kind.MAP:
        return meaning_word(value) if value else ""
    if part.of == LOGO:
        return f"{formats.count(len(value) * 3 // 4)} B" if value else ""
    if value is None:
        return QCoreApplication.translate("BothParts", "default")
    look = looks_of({"looks": {part.of: value}})[part.of]
    fields = [word(block.field) + (f" {block.size} %" if block.size != 100 else "") for block in look.blocks]
    return ", ".join([*fields, *([f"„{look.words}”"] if look.words else [])])


def _apart(ask: Ask, value: Any) -> dict[str, Any]:
    held = dict(value or {})
    if ask.kind is Kind.MAP:
        return held
    return {**held.get("looks", {}), **({LOGO: held[LOGO]} if held.get(LOGO) else {})}


def _together(ask: Ask, before: Any, apart: Mapping[str, Any]) -> dict[str, Any]:
    """`before` gives what is not told apart."""
    if ask.kind is Kind.MAP:
        return dict(apart)
    looks = {key: look for key, look in apart.items() if key != LOGO}
    rest = {key: value for key, value in dict(before or {}).items() if key not in ("looks", LOGO)}
    return {**rest, **({LOGO: apart[LOGO]} if LOGO in apart else {}), **({"looks": looks} if looks else {})}
