"""A small company at a terminal: its commands as contract.md has them, called by the real entry in this process."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.models import Base
from tests.company import Shop, today
from tests.db.line import Line

YEAR = today().year
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


class Terminal:
    """Calls a command, gives its exit code and its JSON, each instant of which is told as "when"."""

    def __init__(self, shop: Shop, url: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.shop, self.folder = shop, folder
        self._line = Line(url, capfd)

    def call(self, *words: str | Path) -> tuple[int, Any]:
        code, answer = self._line(*words)
        return code, _timeless(answer)

    def __call__(self, *words: str | Path) -> Any:
        code, answer = self.call(*words)
        assert code == 0, answer
        return answer

    def refused(self, *words: str | Path) -> tuple[int, str, dict[str, Any]]:
        """Exit code, error code and details of a refusal, after which the database is as it was before."""
        before = self.kept()
        code, answer = self.call(*words)
        assert list(answer) == ["error"], (words, answer)
        assert self.kept() == before, words
        return code, answer["error"]["code"], answer["error"]["details"]

    def faults(self, document: Any) -> list[tuple[Any, ...]]:
        code, error, details = self.refused("order", "place", self.file(document))
        assert (code, error) == (3, "faulty_file")
        return [(told["row"], told["column"], told["value"], told["message"]) for told in details["faults"]]

    def twice(self, *words: str | Path) -> Any:
        """The first answer, which the second call under its id repeats without doing anything."""
        words = (*words, "--command-id", f"{abs(hash(words)):036}")
        first, kept = self(*words), self.kept()
        assert (self(*words), self.kept()) == (first, kept)
        return first

    def file(self, document: Any) -> Path:
        written = self.folder / "order.json"
        written.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        return written

    def place(self, **told: Any) -> Any:
        return self("order", "place", self.file({"lines": [{"product": "MK-1", "quantity": 2}], **told}))

    def kept(self) -> dict[str, list[str]]:
        """All that the database holds."""
        with self.shop.database.read() as session:
            return {
                table.name: sorted(repr(tuple(row)) for row in session.execute(select(table)))
                for table in Base.metadata.sorted_tables
            }


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_timeless(inner) for inner in value]
    return "when" if isinstance(value, str) and INSTANT.fullmatch(value) else value


PARCEL = {
    "name": "Magazyn Kłos",
    "street": "ul. Młyńska 2",
    "postal_code": "60-101",
    "city": "Poznań",
    "country": "DE",
    "phone": "+48600100200",
}
SEAT = {
    "name": "Piekarnia Złoty Kłos",
    "street": "ul. Polna 1",
    "postal_code": "61-001",
    "city": "Poznań",
    "country": "PL",
    "phone": "",
}
BAKERY = {
    "code": "K000001",
    "name": "Piekarnia Złoty Kłos",
    "kind": "company",
    "nip": "1234563218",
    "email": "a@b.example",
    "phone": "",
    "city": "Poznań",
    "group": "",
}
FLOUR = {
    "code": "MK-1",
    "name": "Mąka MK-1",
    "unit": "szt",
    "group": "",
    "net_price": "48.90",
    "vat_rate": "23",
    "active": True,
    "on_hand": "10",
    "reserved": "0",
    "available": "10",
}
NUMBER, ASKED, OFFER = f"ZAM 1/{YEAR}", f"ZAP 1/{YEAR}", f"OF 1/{YEAR}"


def sold(position: int, product: str, quantity: str, price: str, net: str, **more: str) -> dict[str, Any]:
    """A line of an order."""
    told = {"kind": "goods", "name": f"Mąka {product}", "unit": "szt", "discount": "0.0000", "vat_rate": "23"}
    line = {"position": position, "product": product, "quantity": quantity, "unit_price": price, "net": net}
    return {**told, **line, "picked": "0", "issued": "0", **more}


def moved(number: str, status: str, contact: str, version: int, **more: Any) -> dict[str, Any]:
    told = {"number": number, "status": status, "contact": contact, "version": version, "repeated": False}
    return {**told, **more}
