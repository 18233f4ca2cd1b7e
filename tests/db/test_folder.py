"""A folder that others put files into: each is read once and lies in done/ or failed/, the reason beside."""

import os
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.intake.channels import folder
from crm_desktop.intake.polling import Poller, poll_once
from crm_desktop.intake.sources import SaveSource, save_source, source_named
from crm_desktop.work import execute
from db.models.intake import SubmissionRow
from db.vocabulary import SourceKind
from tests.company import Shop

FILES = {
    "kontakt.txt": "Imię: Jan Kowalski\nE-mail: jan@przyklad.pl\nWiadomość: Dzień dobry",
    "zapytania.csv": "Imię;E-mail;Wiadomość\nAnna;anna@przyklad.pl;Ile?\nEwa;ewa@przyklad.pl;Kiedy?\n",
    "list.eml": "From: Adam <adam@przyklad.pl>\nTo: biuro@przyklad.pl\nSubject: Wycena\n\nProszę o wycenę.\n",
    "wpis.xml": "<zapytanie><imie>Olga</imie><email>olga@przyklad.pl</email><tresc>Hej</tresc></zapytanie>",
    "wpis.json": '{"name": "Iga", "email": "iga@przyklad.pl", "message": "Hej"}',
}


@pytest.fixture
def inbox(shop: Shop, tmp_path: Path) -> Path:
    path = tmp_path / "wejście"
    path.mkdir()
    command = SaveSource("folder", SourceKind.FOLDER, {"path": str(path)})
    execute(shop.database, save_source, command, actor=shop.actor)
    return path


def put(path: Path, text: str | bytes, *, age: float = 5.0) -> None:
    """A file that was written `age` seconds ago."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    then = time.time() - age
    os.utime(path, (then, then))


def lying(path: Path) -> list[str]:
    return sorted(file.name for file in path.iterdir() if file.is_file())


def test_that_files_of_every_kind_are_read_once_and_put_into_done(shop: Shop, inbox: Path) -> None:
    for name, text in FILES.items():
        put(inbox / name, text)
    (looked,) = poll_once(shop.database)
    assert (looked.stored, looked.duplicates, looked.fault) == (5, 0, "")
    assert (lying(inbox), lying(inbox / "done"), lying(inbox / "failed")) == ([], sorted(FILES), [])
    with shop.database.read() as session:
        assert {bytes(raw or b"").decode() for raw in session.scalars(select(SubmissionRow.raw))} == set(FILES.values())
    put(inbox / "znowu.json", FILES["wpis.json"])
    put(inbox / "list.eml", FILES["list.eml"])
    (looked,) = poll_once(shop.database)
    assert (looked.stored, looked.duplicates) == (0, 2)
    assert lying(inbox / "done") == sorted([*FILES, "list (2).eml", "znowu.json"])


def test_that_what_is_not_understood_lies_in_failed_with_its_place_and_reason(shop: Shop, inbox: Path) -> None:
    put(inbox / "zly.json", '{"name": ')
    put(inbox / "czesc.csv", "Imię;E-mail\nAnna;anna@przyklad.pl\n;\nEwa;ewa@przyklad.pl;za;dużo\n")
    assert [looked.stored for looked in poll_once(shop.database)] == [2]
    failed = inbox / "failed"
    assert lying(failed) == ["czesc.csv", "czesc.csv.reason.txt", "zly.json", "zly.json.reason.txt"]
    reason = (failed / "zly.json.reason.txt").read_text(encoding="utf-8")
    assert reason == "to nie jest poprawny JSON: Expecting value: line 1 column 10 (char 9)\n"
    reason = (failed / "czesc.csv.reason.txt").read_text(encoding="utf-8")
    assert reason == "2: wiersz 4: komórek jest 4, a kolumn 2\n"


def test_that_a_file_still_being_written_and_what_is_none_of_ours_stay(shop: Shop, inbox: Path) -> None:
    put(inbox / "pusty.csv", "")
    put(inbox / "plik.csv.part", FILES["zapytania.csv"])
    put(inbox / ".ukryty", "x")
    (looked,) = poll_once(shop.database)
    assert (looked.stored, looked.fault) == (0, "")
    assert lying(inbox) == [".ukryty", "plik.csv.part", "pusty.csv"]


def test_that_a_file_that_grows_is_read_when_it_has_stopped(shop: Shop, inbox: Path) -> None:
    whole = FILES["zapytania.csv"]
    put(inbox / "rośnie.csv", whole[:30], age=0.0)
    writing = threading.Timer(0.5, lambda: put(inbox / "rośnie.csv", whole, age=0.0))
    writing.start()
    (looked,) = poll_once(shop.database)
    writing.join()
    assert (looked.stored, lying(inbox / "done")) == (1, ["rośnie.csv"])
    with shop.database.read() as session:
        assert session.scalar(select(SubmissionRow.raw)) == whole.encode()


def test_that_a_folder_that_is_gone_is_told(shop: Shop, inbox: Path) -> None:
    inbox.rmdir()
    (looked,) = poll_once(shop.database)
    assert looked.fault.startswith(f"Folder {inbox} jest niedostępny")


def test_that_a_file_comes_in_by_itself(shop: Shop, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "SETTLED_SECONDS", 0.2)
    poller = Poller(shop.database)
    poller.start()
    ticks = threading.Event()
    try:
        for number in range(2):
            put(inbox / f"{number}.json", FILES["wpis.json"].replace("iga@", f"iga{number}@"), age=0.0)
            for _ in range(600):
                if len(lying(inbox / "done") if (inbox / "done").exists() else []) > number:
                    break
                ticks.wait(0.05)
    finally:
        poller.stop()
    assert lying(inbox / "done") == ["0.json", "1.json"]


def test_that_a_file_too_large_to_be_a_form_lies_in_failed_unread(
    shop: Shop, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "LARGEST_FILE", 100)
    put(inbox / "film.txt", "x" * 101)
    put(inbox / "kontakt.txt", "E-mail: j@p.pl\nWiadomość: Ile?")
    (looked,) = poll_once(shop.database)
    assert (looked.stored, looked.duplicates, looked.fault) == (1, 0, "")
    assert (lying(inbox), lying(inbox / "done")) == ([], ["kontakt.txt"])
    assert lying(inbox / "failed") == ["film.txt", "film.txt.reason.txt"]
    assert (inbox / "failed" / "film.txt.reason.txt").read_text() == "101 > 100 B\n"


def test_that_a_file_that_lies_there_already_ends_the_wait(
    shop: Shop, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pause is a moment, not the minutes that a change is waited for: the stop is never set."""
    monkeypatch.setattr(folder, "SETTLED_SECONDS", 0.01)
    put(inbox / "kontakt.txt", "E-mail: j@p.pl", age=0)
    with shop.database.read() as session:
        source = source_named(session, "folder")
    folder.Folder(shop.database, source).wait(threading.Event(), 3_600)
    assert lying(inbox) == ["kontakt.txt"]
