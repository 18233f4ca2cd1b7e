"""`import …` by the command line: what would be done, what is done, all faults at once, once only."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.db.terminal import FLOUR, YEAR, Terminal

PRODUCTS = "code,name,net_price\nMK-3,Cukier,3.20\nMK-4,Sól,dużo\n"


def sheet(terminal: Terminal, text: str, name: str = "s.csv") -> Path:
    written = terminal.folder / name
    written.write_text(text, encoding="utf-8")
    return written


def test_that_a_sheet_is_tried_refused_whole_and_brought_in_without_its_faulty_rows(terminal: Terminal) -> None:
    file = sheet(terminal, PRODUCTS)
    code, error, details = terminal.refused("import", "products", file)
    faults = details["faults"]
    assert (code, error, [(fault["row"], fault["column"], fault["value"]) for fault in faults]) == (
        3,
        "faulty_file",
        [(3, "net_price", "dużo")],
    )
    assert terminal.refused("import", "products", file, "--dry-run") == (3, "faulty_file", details)
    before = terminal.kept()
    would = terminal("import", "products", file, "--dry-run", "--skip-faulty")
    assert terminal.kept() == before
    counts = {"what": "products", "file": "s.csv", "rows": 2, "new": 1, "changed": 0, "same": 0, "faulty": 1}
    assert would.pop("columns")["net_price"] == "net_price"
    assert would == {**counts, "documents": [], "dry_run": True, "faults": faults}
    done = terminal("import", "products", file, "--skip-faulty")
    assert done == {**counts, "documents": [], "dry_run": False, "faults": faults}
    assert [row["code"] for row in terminal("product", "list", "--search", "Cukier")["rows"]] == ["MK-3"]
    assert terminal.refused("import", "products", file, "--skip-faulty")[:2] == (3, "already_imported")


def test_that_stock_is_brought_in_once_as_an_opening_document(terminal: Terminal) -> None:
    file = sheet(terminal, "Kod;Ile\nMK-1;5\n")
    told = {"columns": {"code": "Kod", "quantity": "Ile"}, "delimiter": "semicolon"}
    way = sheet(terminal, json.dumps(told), "map.json")
    words = ("import", "stock", file, "--map", way, "--warehouse")
    assert terminal.refused(*words, "brak")[0] == 3
    done = terminal.twice(*words, "M1")
    counts = (done["rows"], done["new"], done["changed"], done["faulty"], done["documents"])
    assert counts == (1, 0, 1, 0, [f"PW 1/{YEAR}/M1"])
    assert terminal("product", "show", "MK-1") == {**FLOUR, "on_hand": "15", "available": "15"}


def test_that_past_sales_are_tried_and_brought_in_once(terminal: Terminal) -> None:
    file = sheet(terminal, "document,date,product_code,quantity,unit_price\nF1,2025-01-02,MK-1,2,10\n")
    before = terminal.kept()
    would = terminal("import", "sales", file, "--dry-run")
    assert (would["what"], would["rows"], would["new"], would["dry_run"], would["faults"]) == ("sales", 1, 1, True, [])
    assert terminal.kept() == before
    done = terminal.twice("import", "sales", file)
    assert (done["rows"], done["new"], done["faulty"], done["dry_run"]) == (1, 1, 0, False)
    assert terminal.refused("import", "sales", file)[:2] == (3, "already_imported")
    assert terminal.refused("import", "sales", file, "--dry-run")[:2] == (3, "already_imported")


@pytest.mark.parametrize("what", ["products", "sales"])
def test_that_a_map_by_which_nothing_could_be_read_is_a_wrong_call(terminal: Terminal, what: str) -> None:
    file, before = sheet(terminal, PRODUCTS), terminal.kept()
    wrong: list[Any] = [
        "{",
        "[]",
        "[" * 100_000,
        '{"columns": 3}',
        '{"values": {"stage": 3}}',
        '{"delimiter": "ab"}',
        '{"decimal": "x"}',
        '{"currency": "złote"}',
    ]
    for text in wrong:
        code, answer = terminal.call("import", what, file, "--map", sheet(terminal, text, "map.json"))
        assert (code, answer["error"]["code"]) == (2, "wrong_call"), text
    for words in ((terminal.folder / "none.csv",), (file, "--map", terminal.folder / "none.json"), ()):
        code, answer = terminal.call("import", what, *words)
        assert (code, answer["error"]["code"]) == (2, "wrong_call"), words
    assert terminal.kept() == before
