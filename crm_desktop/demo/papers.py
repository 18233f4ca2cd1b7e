"""Canonical JSON of document snapshots, filled into frames: by way of dataclasses it would take longest of all."""

import json
from dataclasses import asdict
from typing import Any

from crm_desktop.documents.records import PaperLine, Party, Snapshot

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
    """A product's line; takes lot, position, quantity, unit price and value, in the order of their names."""
    texts = {"code": quoted(code), "name": quoted(name), "unit": quoted(unit)}
    return _LINE % {key: text.replace("%", "%%") for key, text in texts.items()}


_LINE = _frame(
    asdict(PaperLine(0, "", "", "", 0)),
    dict.fromkeys(("position", "quantity", "unit_price", "value"), "%%d")
    | {"lot": "%%s"}
    | {name: f"%({name})s" for name in ("code", "name", "unit")},
)


def paper_frame(issuer: str, warehouse: str) -> str:
    """A document of one company and warehouse; takes `lines` and what `fill` names."""
    names = Snapshot.__dataclass_fields__
    plain = {name: entry.default for name, entry in names.items() if not repr(entry.default).startswith("<dataclasses")}
    holes = {name: f"%({name})s" for name in (*_HOLES, "lines")}
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
) -> str:
    """The snapshot of one document; `day` yyyymmdd, `recipient`, `delivery` and `lines` JSON already."""
    return frame % {
        "kind": f'"{kind}"',
        "number": f'"{number}"',
        "issued_on": f'"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"',
        "issued_by": quoted(issued_by),
        "lines": f"[{','.join(lines)}]",
        "recipient": recipient,
        "delivery": delivery,
        "order_number": f'"{order_number}"',
        "note": quoted(note),
        "copies": copies,
        "target_warehouse": quoted(target_warehouse),
    }
