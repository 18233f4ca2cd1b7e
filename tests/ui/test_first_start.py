"""The first start by keyboard alone, on this computer's file and on a real office server; nothing left half done."""

import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QRadioButton, QWidget
from sqlalchemy import func, select

from crm_desktop import places, settings
from crm_desktop.commands.dispatch import run
from crm_desktop.intake.sources import SaveSource, save_source
from crm_desktop.opening import default_url, open_company
from crm_desktop.warehouse.houses import warehouse_cards
from crm_desktop.work import SYSTEM, execute
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.sales import InquiryRow, OrderRow
from db.models.system import ChangeRow
from db.session import Database
from db.vocabulary import Role, SourceKind, Topic
from tests.office import Office
from tests.postgres import PostgresServer
from tests.ui.conftest import Listener
from tests.ui.looking import cut, nameless
from ui import operations, start
from ui.application import set_language
from ui.exchange.import_panel import ImportPanel
from ui.first_run import goods_page, keeping
from ui.first_run.window import FirstRun
from ui.hands import Hands
from ui.widgets.parts import Told

NAME, NIP = "Hurtownia „Złoty Kłos”", "1234563218"


class Ring(KeyringBackend):
    """A keyring of the run's own, so that nobody's real one is written to."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[Ring]:
    before, mine = keyring.get_keyring(), Ring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This person's data, of this test alone."""
    monkeypatch.setattr(places, "user_folder", lambda: tmp_path)
    monkeypatch.setattr("crm_desktop.connecting.user_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def first(qapp: QApplication, kept: QSettings, own_folder: Path, listener: Listener) -> Iterator[FirstRun]:
    dialog = FirstRun(qapp, kept, import_panel=lambda seat: ImportPanel(seat, kept))
    dialog.show()
    dialog.activateWindow()
    Hands(qapp, dialog).until(dialog.isActiveWindow, "the first page")
    yield dialog
    if dialog.database is not None:
        dialog.reject()
    dialog.deleteLater()
    assert listener.crashes == []


@pytest.fixture
def hands(qapp: QApplication, first: FirstRun) -> Hands:
    return Hands(qapp, first)


def key(first: FirstRun, hands: Hands, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(first, key, modifier)
    hands.until(lambda: not (first._next.isDown() or first._back.isDown()), "the button to come up again")
    hands.settle()


def onwards(first: FirstRun, hands: Hands) -> None:
    key(first, hands, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)


def introduce(first: FirstRun, hands: Hands) -> None:
    """Page 1, as far as it must be filled in."""
    hands.write("first_name", NAME)
    hands.write("first_nip", NIP)
    onwards(first, hands)


def told(first: FirstRun) -> str:
    return next((bar.text for bar in first.findChildren(Told) if bar.isVisible()), "")


def count(database: Database, model: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_that_the_first_day_begins_by_keyboard_alone(
    first: FirstRun, hands: Hands, kept: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typing goes where the focus is; Alt+Right goes on; the sample is loaded with Tab and Space."""
    monkeypatch.setattr(goods_page, "SAMPLE_ORDERS", 60)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit) and focused.objectName() == "first_name"
    QTest.keyClicks(focused, "Hurtownia Klos")
    onwards(first, hands)
    assert QApplication.focusWidget().objectName() == "place_here"
    onwards(first, hands)
    hands.until(lambda: first.database, "the books")
    hands.settle()
    assert QApplication.focusWidget().objectName() == "goods_sample"
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget().objectName() == "goods_load":
            break
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    hands.settle()
    loaded = count(first.database, OrderRow)
    said = f"Przykładowa firma jest gotowa, liczba zamówień: {loaded}."
    assert (told(first), loaded >= 60) == (said, True)
    onwards(first, hands)
    assert hands.read("first_brought") == said
    onwards(first, hands)
    assert first.result() == FirstRun.DialogCode.Accepted
    assert (keeping.chosen(kept), keeping.place_url(kept)) == (True, None)
    with first.database.read() as session:
        assert settings.load(session).company.name == "Hurtownia Klos"


def test_that_the_company_is_written_down_as_typed_in_both_languages(first: FirstRun, hands: Hands) -> None:
    """Choosing a language says everything anew and loses nothing typed."""
    hands.write("first_name", NAME)
    hands.pick("first_language", "English")
    first._page("company").language_chosen.emit("en")
    assert hands.find(QLineEdit, "first_name").text() == NAME
    assert [label.text() for label in first.findChildren(QLabel) if label.text().startswith("Welcome")] != []
    hands.write("first_nip", "123-456-32-18")
    onwards(first, hands)
    onwards(first, hands)
    hands.until(lambda: first.database, "the books")
    with first.database.read() as session:
        found = settings.load(session)
        houses = [(house.code, house.name) for house in warehouse_cards(session)]
    assert (found.company.name, found.company.nip, found.language) == (NAME, NIP, "en")
    assert houses == [("M1", "Main warehouse")]


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("first_name", "", "Podaj nazwę firmy."),
        ("first_nip", "1234563219", "Ten NIP nie może być poprawny: sprawdź cyfry."),
        ("first_postal_code", "6100", "W postaci 00-000."),
        ("first_email", "biuro", "To nie jest adres e-mail."),
    ],
)
def test_that_a_fault_stands_at_its_field_and_nothing_is_opened(
    first: FirstRun, hands: Hands, own_folder: Path, field: str, value: str, fault: str
) -> None:
    hands.write("first_name", NAME)
    hands.write(field, value)
    onwards(first, hands)
    assert QApplication.focusWidget().objectName() == field
    assert hands.find(QLineEdit, field).accessibleDescription() == fault
    assert first.database is None
    assert list(own_folder.glob("*.db")) == []


def test_that_a_cancelled_load_leaves_nothing_half_done(
    first: FirstRun, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(goods_page, "SAMPLE_ORDERS", 400)
    introduce(first, hands)
    onwards(first, hands)
    hands.until(lambda: first.database, "the books")
    hands.settle()
    page = first._page("goods")
    hands.find(QRadioButton, "goods_sample")
    page._load.click()
    page._watch.moved.connect(lambda _done, _of: page.stop())
    hands.settle()
    assert told(first) == "Przerwano; niczego nie zapisano."
    assert [count(first.database, model) for model in (OrderRow, CustomerRow, ProductRow)] == [0, 0, 0]
    monkeypatch.setattr(goods_page, "SAMPLE_ORDERS", 40)
    page._load.click()
    hands.settle()
    assert told(first).endswith(f"liczba zamówień: {count(first.database, OrderRow)}.")
    assert count(first.database, OrderRow) >= 40


def test_that_leaving_half_way_asks_again_next_time(
    qapp: QApplication, first: FirstRun, hands: Hands, kept: QSettings
) -> None:
    introduce(first, hands)
    onwards(first, hands)
    hands.until(lambda: first.database, "the books")
    first.close()
    assert (first.result(), first.database, keeping.chosen(kept)) == (FirstRun.DialogCode.Rejected, None, False)
    database = open_company(default_url())
    assert start._fresh(database)
    database.close()


def choose_server(
    first: FirstRun, hands: Hands, address: str, database: str, password: str = "", *, user: str = "crm"
) -> None:
    hands.find(QRadioButton, "place_office").click()
    for name, value in (("address", address), ("database", database), ("user", user), ("password", password)):
        hands.write(f"place_{name}", value)


def test_that_an_office_server_is_tried_for_real_and_its_password_kept_in_the_keyring(
    first: FirstRun, hands: Hands, kept: QSettings, ring: Ring, postgres_url: str
) -> None:
    address, name = postgres_url.split("@")[1].split("/")
    introduce(first, hands)
    choose_server(first, hands, address, name, "tajne-hasło")
    hands.press("place_test")
    assert told(first).startswith("Połączono: Moja Firma, PostgreSQL ")
    onwards(first, hands)
    hands.until(lambda: first.database, "the books")
    hands.settle()
    hands.find(QRadioButton, "goods_empty").click()
    onwards(first, hands)
    onwards(first, hands)
    assert first.result() == FirstRun.DialogCode.Accepted
    bare = f"postgresql+psycopg://crm@{address}/{name}"
    assert kept.value(keeping.PLACE) == bare
    assert ring.kept == {("crm-desktop", bare): "tajne-hasło"}
    assert keeping.place_url(kept) == "postgresql+psycopg://crm:tajne-has%C5%82o@" + f"{address}/{name}"
    database = open_company(postgres_url)
    with database.read() as session:
        assert settings.load(session).company.name == NAME
    database.close()


def test_that_a_company_on_the_server_keeps_its_name_and_is_not_filled_again(
    first: FirstRun, hands: Hands, ring: Ring, postgres_url: str
) -> None:
    """A second workstation joins: what was typed on its first page changes nothing there."""
    there = open_company(postgres_url)
    with there.write() as session:
        stored = settings.Settings(company=settings.Company(name="Firma na serwerze"))
        settings.store(session, stored)
        session.commit()
    there.close()
    address, name = postgres_url.split("@")[1].split("/")
    introduce(first, hands)
    choose_server(first, hands, address, name)
    onwards(first, hands)
    hands.until(lambda: first.database, "the books")
    with first.database.read() as session:
        assert settings.load(session).company.name == "Firma na serwerze"


def test_that_a_seat_of_the_office_server_writes_the_company_under_its_own_name(
    first: FirstRun, hands: Hands, ring: Ring, postgres_server: PostgresServer
) -> None:
    """Who signs in at the server is who acts; the login that every new database has is nobody's seat there."""
    name, login = f"office_{uuid.uuid4().hex[:8]}", f"ania_{uuid.uuid4().hex[:8]}"
    assert run(["db", "init-server", "--db", postgres_server.url(name), "--admin", login, "--json"]) == 0
    introduce(first, hands)
    choose_server(first, hands, f"127.0.0.1:{postgres_server.port}", name, user=login)
    onwards(first, hands)
    hands.until(lambda: first.database, "the books")
    with first.database.read() as session:
        assert settings.load(session).company.name == NAME
        actors = session.scalars(select(ChangeRow.actor).where(ChangeRow.topic == Topic.SETTINGS)).all()
    assert actors == [login]
    first.database.close()
    postgres_server.drop(name)


def test_that_a_clerk_who_comes_before_the_administrator_joins_and_names_nothing(
    first: FirstRun, hands: Hands, kept: QSettings, ring: Ring, postgres_server: PostgresServer
) -> None:
    """The company is not named yet and a clerk may not: it is left as it is, and the last page comes at once."""
    office = Office.make(postgres_server)
    introduce(first, hands)
    address, login = f"127.0.0.1:{postgres_server.port}", office.logins[Role.CLERK]
    choose_server(first, hands, address, office.name, user=login)
    onwards(first, hands)
    hands.until(lambda: first.database, "the books")
    hands.settle()
    assert (told(first), hands.read("first_brought")) == ("", "jeszcze nic")
    with first.database.read() as session:
        left = settings.load(session).company.name
        written = session.scalars(select(ChangeRow.id).where(ChangeRow.topic == Topic.SETTINGS)).all()
    assert (left, written) == ("Moja Firma", [])
    onwards(first, hands)
    assert first.result() == FirstRun.DialogCode.Accepted
    assert kept.value(keeping.PLACE) == f"postgresql+psycopg://{login}@{address}/{office.name}"
    first.database.close()
    postgres_server.drop(office.name)


@pytest.mark.parametrize(
    ("address", "database", "said"),
    [
        ("127.0.0.1:1", "crm", "Pod adresem 127.0.0.1:1 nikt nie odpowiada"),
        ("{server}", "nie_ma", "Na serwerze 127.0.0.1 nie ma bazy „nie_ma”."),
        ("{server}", "postgres", "Baza „postgres” jest pusta."),
    ],
)
def test_that_a_server_that_cannot_be_used_says_why_and_nothing_is_chosen(
    first: FirstRun, hands: Hands, kept: QSettings, postgres_url: str, address: str, database: str, said: str
) -> None:
    introduce(first, hands)
    choose_server(first, hands, address.format(server=postgres_url.split("@")[1].split("/")[0]), database)
    onwards(first, hands)
    assert told(first).startswith(said)
    assert (first.database, keeping.chosen(kept)) == (None, False)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_that_every_page_names_its_controls_and_cuts_no_word(
    qapp: QApplication, kept: QSettings, own_folder: Path, language: str
) -> None:
    set_language(qapp, language)
    dialog = FirstRun(qapp, kept, import_panel=lambda seat: ImportPanel(seat, kept), language=language)
    dialog.show()
    dialog.activateWindow()
    hands = Hands(qapp, dialog)
    hands.until(dialog.isActiveWindow, "the first page")
    hands.write("first_name", NAME)
    found: list[str] = []

    def look(page: QWidget) -> None:
        hands.settle()
        found.extend([*nameless(dialog), *cut(dialog)])

    look(dialog)
    onwards(dialog, hands)
    hands.find(QRadioButton, "place_office").click()
    look(dialog)
    hands.find(QRadioButton, "place_here").click()
    onwards(dialog, hands)
    hands.until(lambda: dialog.database, "the books")
    for choice in ("goods_sample", "goods_empty", "goods_sheets"):
        hands.find(QRadioButton, choice).click()
        look(dialog)
    onwards(dialog, hands)
    look(dialog)
    dialog.reject()
    dialog.deleteLater()
    operations.shutdown()
    assert found == []


def test_that_a_window_on_a_file_asks_the_places_where_mail_and_files_come(company: Database, tmp_path: Path) -> None:
    came = tmp_path / "wymiana"
    came.mkdir()
    (came / "a.json").write_text('{"name": "Ewa Lis", "email": "ewa@lis.pl", "message": "Proszę o cennik"}', "utf-8")
    source = SaveSource("wymiana", SourceKind.FOLDER, {"path": str(came)}, True, 0)
    execute(company, save_source, source, actor=SYSTEM)
    before = count(company, InquiryRow)
    running = start._by_the_clock(company)
    try:
        end = time.monotonic() + 20
        while count(company, InquiryRow) == before and time.monotonic() < end:
            time.sleep(0.05)
    finally:
        for service in running:
            service.stop()
    assert count(company, InquiryRow) == before + 1


def test_that_the_sample_company_is_made_anew_where_an_earlier_one_left_its_charts(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "SELF_TEST_ORDERS", 5)
    monkeypatch.setattr(start, "user_folder", lambda: own_folder)
    left = own_folder / "self-test.db.charts"
    left.mkdir()
    (left / "lines.arrow").write_bytes(b"old")
    database = start._company(["--self-test"])
    assert (count(database, OrderRow) > 0, left.exists()) == (True, False)
    database.close()
