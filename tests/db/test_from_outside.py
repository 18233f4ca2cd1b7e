"""Names, links and archives from outside lead nowhere: nothing outside a thing's own place is read or written."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from crm_desktop.backups.restoring import restore_backup
from crm_desktop.errors import KnownError
from crm_desktop.exchange.reading import read_sheet
from crm_desktop.exchange.records import Unreadable
from crm_desktop.harmless import safe_name
from crm_desktop.intake.polling import poll_once
from crm_desktop.intake.sources import SaveSource, save_source
from crm_desktop.work import execute
from db.models.intake import SubmissionRow
from db.vocabulary import SourceKind
from tests.company import Shop
from tests.db.test_folder import put

SECRET = "email: tajne@przyklad.pl\nmessage: hasło do bazy"
CLIMBING = (
    "../../outside/climbed.txt",
    "..\\..\\outside\\climbed.txt",
    "/outside/climbed.txt",
    "C:\\outside\\climbed.txt",
    "xl/../../../outside/climbed.txt",
)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """What nobody gave the program."""
    place = tmp_path / "outside"
    place.mkdir()
    put(place / "secret.txt", SECRET)
    return place


@pytest.fixture
def inbox(shop: Shop, tmp_path: Path) -> Path:
    """A folder that strangers put files into."""
    path = tmp_path / "inside" / "box"
    path.mkdir(parents=True)
    command = SaveSource("folder", SourceKind.FOLDER, {"path": str(path)})
    execute(shop.database, save_source, command, actor=shop.actor)
    return path


def book(*members: str) -> bytes:
    """A sheet with a row, and members of the archive that climb out of it."""
    made, content = Workbook(), io.BytesIO()
    made.active.append(["Kod", "Nazwa"])
    made.active.append(["MK-1", "Mąka"])
    made.save(content)
    with zipfile.ZipFile(content, "a") as archive:
        for name in members:
            archive.writestr(name, "climbed")
    return content.getvalue()


def linked_file(inbox: Path, outside: Path) -> None:
    (inbox / "pytanie.txt").symlink_to(outside / "secret.txt")


def linked_folder_done(inbox: Path, outside: Path) -> None:
    put(inbox / "authorized_keys.txt", "email: jan@przyklad.pl\nmessage: Hej")
    (inbox / "done").symlink_to(outside)


def linked_folder_failed(inbox: Path, outside: Path) -> None:
    put(inbox / "zly.json", '{"name": ')
    (inbox / "failed").symlink_to(outside)


def linked_reason(inbox: Path, outside: Path) -> None:
    (inbox / "failed").mkdir()
    (inbox / "failed" / "zly.json.reason.txt").symlink_to(outside / "secret.txt")
    put(inbox / "zly.json", '{"name": ')


def linked_target(inbox: Path, outside: Path) -> None:
    (inbox / "done").mkdir()
    (inbox / "done" / "pytanie.txt").symlink_to(outside / "made.txt")
    put(inbox / "pytanie.txt", "email: jan@przyklad.pl\nmessage: Hej")


def a_pipe(inbox: Path, _outside: Path) -> None:
    os.mkfifo(inbox / "pytanie.txt")


Laid = Callable[[Path, Path], None]
TAKEN: dict[Laid, tuple[int, bool]] = {
    linked_file: (0, False),
    linked_folder_done: (0, True),
    linked_folder_failed: (0, True),
    linked_reason: (1, False),
    linked_target: (1, False),
    a_pipe: (0, False),
}
"""How many files are taken all the same, and whether the folder is told to be no good."""


@pytest.mark.parametrize("laid", TAKEN, ids=lambda one: one.__name__)
def test_that_a_folder_of_strangers_leads_nowhere_else(shop: Shop, inbox: Path, outside: Path, laid: Laid) -> None:
    laid(inbox, outside)
    (looked,) = poll_once(shop.database)
    assert (looked.stored, bool(looked.fault)) == TAKEN[laid]
    with shop.database.read() as session:
        taken = [bytes(raw or b"").decode() for raw in session.scalars(select(SubmissionRow.raw))]
    assert (len(taken), SECRET in taken) == (TAKEN[laid][0], False)
    assert {file.name: file.read_text("utf-8") for file in outside.iterdir()} == {"secret.txt": SECRET}


@pytest.mark.parametrize("name", CLIMBING)
def test_that_a_sheet_whose_archive_climbs_is_read_and_nothing_of_it_is_unpacked(
    outside: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "inside" / "here"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    sheet = read_sheet(book(name), "towary.xlsx")
    assert (sheet.heads, sheet.rows) == (("Kod", "Nazwa"), (("MK-1", "Mąka"),))
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["secret.txt"]


def archive(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name in names:
            made.writestr(name, "climbed")
    return content.getvalue()


def test_that_an_archive_is_no_backup_and_no_sheet_and_nothing_of_it_is_unpacked(
    shop: Shop, outside: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kopia.crmbackup"
    file.write_bytes(archive(*CLIMBING))
    before = {one: one.stat().st_size for one in tmp_path.rglob("*") if one.is_file() and "company" not in one.name}
    with pytest.raises(KnownError) as refused:
        restore_backup(shop.database, file, replace=True, keep_in=tmp_path / "kept")
    assert refused.value.code == "backup_foreign"
    with pytest.raises(Unreadable):
        read_sheet(archive(*CLIMBING), "towary.xlsx")
    after = {one: one.stat().st_size for one in tmp_path.rglob("*") if one.is_file() and "company" not in one.name}
    assert after == before


@pytest.mark.parametrize(
    "name", [*CLIMBING, "..", ".", "", "/", "\\", "a/..", "CON", "con.txt", "x\u202etxt.exe", "a\nb", "a:b", "." * 9]
)
def test_that_a_strangers_name_is_one_part_of_a_path(tmp_path: Path, name: str) -> None:
    """As it is where a file of a mail, a form or an order is put on the disk."""
    kept = safe_name(name)
    assert kept
    assert (tmp_path / kept).parent.resolve() == tmp_path.resolve()
    assert (tmp_path / kept).resolve().parent == tmp_path.resolve()
    assert Path(kept).name == kept
    assert not set(kept) & set('/\\:<>"|?*\n\u202e')
