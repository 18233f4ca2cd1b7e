"""`intake list|show|raw|retry|read` as the contract has them, by the real command line in this process."""

import json
from pathlib import Path

import pytest

from crm_desktop.commands.dispatch import run
from db.models.sales import InquiryRow
from db.session import Database
from tests.company import Shop
from tests.db.door import Door
from tests.db.line import Line

FORM = "Imię i nazwisko=Łukasz&e-mail=l@x.pl&wiadomość=Hej"


def test_that_files_are_read_listed_shown_and_given_back(line: Line, tmp_path: Path, shop: Shop) -> None:
    good, same, bad, empty = (tmp_path / name for name in ("a.txt", "b.bin", "c.json", "d"))
    good.write_bytes(FORM.encode("cp1250"))
    same.write_bytes(FORM.encode("cp1250"))
    bad.write_bytes(b'{"name": ')
    empty.write_bytes(b"")
    code, answer = line("intake", "read", good, same, bad, empty, "--source", "targi")
    assert code == 0
    number = f"ZAP 1/{shop_year(shop)}"
    inquiry = {"outcome": "inquiry", "number": number, "reason": ""}
    double = {"outcome": "duplicate", "number": number, "reason": "odebrano już wcześniej"}
    broken = {
        "outcome": "quarantined",
        "number": "",
        "reason": "to nie jest poprawny JSON: Expecting value: line 1 column 10 (char 9)",
    }
    nothing = {"outcome": "quarantined", "number": "", "reason": "pusta treść"}
    results = answer["results"]
    assert isinstance(results, list)
    keys = [result.pop("submission") for result in results]
    assert results == [
        {"file": str(file), **record, "records": [record]}
        for file, record in ((good, inquiry), (same, double), (bad, broken), (empty, nothing))
    ]
    assert keys[0] == keys[1]
    code, listed = line("intake", "list")
    rows = listed["rows"]
    assert isinstance(rows, list)
    assert [(row["id"], row["outcome"], row["bytes"], row["source"], row["channel"]) for row in rows] == [
        (keys[3], "quarantined", 0, "targi", "file"),
        (keys[2], "quarantined", 9, "targi", "file"),
        (keys[0], "inquiry", len(FORM.encode("cp1250")), "targi", "file"),
    ]
    code, listed = line("intake", "list", "--outcome", "inquiry", "--limit", "5")
    assert [row["number"] for row in listed["rows"]] == [number]  # type: ignore[attr-defined]  # rows, as above
    code, shown = line("intake", "show", str(keys[2]))
    assert (shown["records"], shown["headers"]) == ([broken], {})
    with Database.open(line.url).read() as session:
        assert session.query(InquiryRow).one().message == "Hej"


def shop_year(shop: Shop) -> int:
    with shop.database.read() as session:
        return session.query(InquiryRow).one().received_at.year


def test_that_raw_gives_the_exact_bytes(
    database: Database, database_url: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    content = bytes(range(256)) * 3
    file = tmp_path / "bytes"
    file.write_bytes(content)
    assert run(["intake", "read", str(file), "--source", "x", "--db", database_url, "--json"]) == 0
    key = json.loads(capfdbinary.readouterr().out)["results"][0]["submission"]
    assert run(["intake", "raw", str(key), "--db", database_url]) == 0
    assert capfdbinary.readouterr().out == content


def test_that_a_retry_understands_what_a_field_map_now_explains(line: Line, door: Door) -> None:
    door.form("mapa")
    one, two = (door.take(f"f1=Jan{number}&f2=zielony", key="mapa") for number in range(2))
    assert [door.outcome(submission) for submission in (one, two)] == ["quarantined", "quarantined"]
    code, answer = line("intake", "retry", str(one))
    assert (code, answer["results"][0]["outcome"]) == (0, "quarantined")  # type: ignore[index]  # a list of records
    with door.database.engine.begin() as connection:
        connection.exec_driver_sql("""UPDATE forms SET field_map = '{"f1": "name"}'""")
    code, answer = line("intake", "retry", "--all")
    results = answer["results"]
    assert isinstance(results, list)
    assert sorted((result["submission"], result["outcome"]) for result in results) == [
        (one, "inquiry"),
        (two, "inquiry"),
    ]
    assert door.inquiry(results[0]["number"]).message == "f2: zielony"
    again = line("intake", "retry", str(one))[1]["results"]
    assert again == [result for result in results if result["submission"] == one]
    assert line("intake", "retry", "--all") == (0, {"results": []})
    assert door.count(InquiryRow) == 2


def test_that_what_is_not_there_is_a_known_refusal(line: Line, tmp_path: Path) -> None:
    for verb in ("show", "raw", "retry"):
        code, answer = line("intake", verb, "77")
        assert (code, answer["error"]["code"]) == (3, "not_found")  # type: ignore[index]  # an error is an object
    code, answer = line("intake", "read", tmp_path / "none", "--source", "x")
    assert (code, answer["error"]["code"]) == (2, "wrong_call")  # type: ignore[index]
    assert line("intake", "list") == (0, {"rows": []})
