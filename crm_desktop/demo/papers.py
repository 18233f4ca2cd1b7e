"""Canonical JSON of document snapshots, filled into frames: by way of dataclasses it would take longest of all."""

import json
from dataclasses import asdict
from typing import Any

from crm_desktop.documents.records import LEFT_OUT, PaperLine, Party, Snapshot

_HOLES = (
    *("kind", "number", "issued_on", "issued_by", "order_number", "note", "copies", "recipient", "delivery"),
    "target_warehouse",
)
quoted = json.JSONEncoder(ensure_ascii=False).encode
"""One text as JSON writes it."""


def _canonical(value: object) -> str:
    """As Snapshot.to_json writes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _frame(values: dict[str, Any], holes: dict[str, str]) -> str:
    """Canonical JSON with a `%` place for each hole; a hole's value is the place as it is to stand."""
    text = _canonical(values | {name: f"@{name}@" for name in holes}).replace("%", "%%")
    for name, place in holes.items():
        text = text.replace(f'"@{name}@"', place)
    return text


def party_json(name: str, street: str, postal_code: str, city: str, nip: str = "") -> str:
    return _PARTY % {
        "name": quoted(name),
        "street": quoted(street),
        "postal_code": quoted(postal_code),
        "city": quoted(city),
        "nip": quoted(nip),
    }


_PARTY = _frame(asdict(Party()), {name: f"%({name})s" for name in ("name", "street", "postal_code", "city", "nip")})
NOBODY = party_json("", "", "", "")


def line_frame(code: str, name: str, unit: str) -> str:
    """A product's line; takes what `line_texts` answers, position, quantity, unit price and value."""
    texts = {"code": quoted(code), "name": quoted(name), "unit": quoted(unit)}
    return _LINE % {key: text.replace("%", "%%") for key, text in texts.items()}


def line_texts(lots: list[tuple[str, int, int]], before: int | None) -> tuple[str, str]:
    """What a line says at its beginning (how much there was) and behind its lot: lots as (code, day, quantity)."""
    parts = [
        f'{{"code":"{code}","expires_on":"{_day(expires)}","quantity":{quantity}}}' for code, expires, quantity in lots
    ]
    return (f'"before":{before},' if before is not None else "", f',"lots":[{",".join(parts)}]' if parts else "")


def _day(day: int) -> str:
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"


def _plain_line() -> dict[str, Any]:
    """A line that says nothing of lots nor of before: those are left out then."""
    return {key: value for key, value in asdict(PaperLine(0, "", "", "", 0)).items() if key not in LEFT_OUT}


_LINE = _frame(
    _plain_line(),
    dict.fromkeys(("position", "quantity", "unit_price", "value"), "%%d")
    | {"lot": '""%%s'}
    | {name: f"%({name})s" for name in ("code", "name", "unit")},
).replace("{", "{%%s", 1)


def paper_frame(issuer: str, warehouse: str) -> str:
    """A document of one company and warehouse; takes `lines` and what `fill` names."""
    names = Snapshot.__dataclass_fields__
    plain = {name: entry.default for name, entry in names.items() if not repr(entry.default).startswith("<dataclasses")}
    for later in ("corrects", "corrected_day"):
        del plain[later]
    holes = {name: f"%({name})s" for name in (*_HOLES, "lines")}
    holes["copies"] = "%(copies)s%(corrected)s"
    holes |= {"moved_on": "%(issued_on)s", "issuer": issuer.replace("%", "%%")}
    return _frame(plain | {"warehouse": warehouse}, holes)


def fill(
    frame: str,
    *,
    kind: str,
    number: str,
    day: int,
    issued_by: str,
    lines: list[str],
    recipient: str = NOBODY,
    delivery: str = NOBODY,
    order_number: str = "",
    note: str = "",
    copies: int = 1,
    target_warehouse: str = "",
    corrected: tuple[str, int] | None = None,
) -> str:
    """The snapshot of one document; `day` yyyymmdd, `recipient`, `delivery` and `lines` JSON already; `corrected`
    number and day of what it corrects."""
    told = f',"corrected_day":"{_day(corrected[1])}","corrects":"{corrected[0]}"' if corrected else ""
    return frame % {
        "kind": f'"{kind}"',
        "number": f'"{number}"',
        "issued_on": f'"{_day(day)}"',
        "corrected": told,
        "issued_by": quoted(issued_by),
        "lines": f"[{','.join(lines)}]",
        "recipient": recipient,
        "delivery": delivery,
        "order_number": f'"{order_number}"',
        "note": quoted(note),
        "copies": copies,
        "target_warehouse": quoted(target_warehouse),
    }
