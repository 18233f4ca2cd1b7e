"""The settings on a real database: a save is one command, a stale one shows both values, each Test really connects."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from sqlalchemy import text

from crm_desktop import settings
from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.documents.series import list_series
from crm_desktop.intake.channels import mailbox
from crm_desktop.intake.forms import list_forms
from crm_desktop.intake.sources import SaveSource, list_sources, save_source
from crm_desktop.messages.templates import template_for
from crm_desktop.orders.courier_files import courier_template
from crm_desktop.printing.look import looks_of
from crm_desktop.printing.queries import list_printers
from crm_desktop.printing.records import AddPrinter, ChangePrinter
from crm_desktop.printing.service import add_printer, change_printer
from crm_desktop.printing.station import Station
from crm_desktop.staff.queries import WrongLogin, actor_by_login, list_employees, sign_in
from crm_desktop.warehouse.houses import warehouse_cards
from crm_desktop.work import SYSTEM, execute
from db.session import Database
from db.vocabulary import OrderStep, PrinterKind, PrinterLanguage, Role, SeriesKind, SourceKind
from tests.company import Shop
from tests.cups import PrintSystem
from tests.dovecot import LOGIN, PASSWORD, Dovecot, program
from tests.printers import Printer
from tests.ui.looking import cut, nameless
from tools.screen_pages import SETTINGS
from ui import operations
from ui.application import set_language
from ui.desk import Desk
from ui.hands import Hands
from ui.settings.window import SettingsWindow
from ui.tour import Onlooker
from ui.widgets.preview import ImageView


@pytest.fixture
def shop(company: Database) -> Shop:
    with company.read() as session:
        return Shop(company, actor_by_login(session, "admin"))


class Panel:
    """The settings window, worked as a person works it."""

    def __init__(self, app: QApplication, company: Database, folder: Path) -> None:
        self.company = company
        kept = QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat)
        kept.setValue("backup/folder", str(folder / "kopie"))
        self.kept = kept
        self.desk = Desk(app, company, kept=kept)
        self.desk.window.show()
        self.hands = Hands(app, self.desk.window)
        self.hands.settle()
        self.window: SettingsWindow = self.desk.open_settings()
        self.hands.settle()

    def page(self, key: str) -> Any:
        page = self.window.show_page(key)
        self.hands.settle()
        return page

    def find(self, kind: type[Any], name: str) -> Any:
        shown = [one for one in self.window.findChildren(kind, name) if one.isVisible()]
        assert len(shown) == 1, f"{name}: {len(shown)}"
        return shown[0]

    def write(self, key: str, value: str | int | bool) -> None:
        editor = self.find(QWidget, f"set_{key}")
        match editor:
            case QComboBox():
                at = editor.findData(value)
                assert at >= 0, value
                editor.setCurrentIndex(at)
            case QCheckBox():
                editor.setChecked(bool(value))
            case QSpinBox():
                editor.setValue(int(value))
            case QLineEdit():
                editor.setFocus()
                editor.selectAll()
                editor.insert(str(value))
            case _:
                editor.setPlainText(str(value))

    def press(self, name: str) -> None:
        button = self.find(QPushButton, name)
        assert button.isEnabled(), name
        button.click()
        self.hands.settle()

    def save(self) -> None:
        self.press("save_settings")

    def told(self) -> str:
        shown = [one for one in self.window.findChildren(QWidget, "told") if one.isVisible()]
        return " ".join(one.text for one in shown)

    def until_told(self, words: str) -> None:
        self.hands.until(lambda: words in self.told(), f"{words!r}, not {self.told()!r}")

    def choose(self, row: int) -> None:
        self.find(QListWidget, "settings_entries").setCurrentRow(row)
        self.hands.settle()

    def close(self) -> None:
        self.desk.close()


@pytest.fixture
def panel(qapp: QApplication, company: Database, onlooker: Onlooker, tmp_path: Path) -> Iterator[Panel]:
    opened = Panel(qapp, company, tmp_path)
    yield opened
    opened.close()


def configured(company: Database) -> settings.Settings:
    with company.read() as session:
        return settings.load(session)


def test_that_the_settings_keep_their_size_from_page_to_page(panel: Panel) -> None:
    sizes = {}
    for key in SETTINGS:
        panel.page(key)
        panel.hands.settle()
        sizes[key] = (panel.window.width(), panel.window.height())
    assert set(sizes.values()) == {sizes["company"]}


def test_that_the_company_is_saved_as_typed_and_a_wrong_nip_is_told_at_its_field(panel: Panel) -> None:
    panel.page("company")
    panel.write("name", "Hurtownia Złoty Kłos")
    panel.write("nip", "5261040827")
    panel.save()
    assert configured(panel.company).company.nip == ""
    assert panel.find(QWidget, "set_nip").accessibleDescription() == "Ten NIP nie może być poprawny: sprawdź cyfry."
    panel.write("nip", "526-104-08-28")
    panel.save()
    company = configured(panel.company).company
    assert (company.name, company.nip) == ("Hurtownia Złoty Kłos", "5261040828")
    assert panel.told() == "Zapisano."
    assert not panel.find(QPushButton, "save_settings").isEnabled()


def other_seat_saves(panel: Panel, shop: Shop, **changed: Any) -> None:
    with panel.company.read() as session:
        card = settings_card(session)
    wanted = replace(card.settings, **changed)
    execute(panel.company, save_settings, SaveSettings(wanted, card.versions), actor=shop.actor)
    panel.hands.settle()


def test_that_a_stale_save_shows_both_values_and_saves_what_is_chosen(panel: Panel, shop: Shop) -> None:
    panel.page("promises")
    panel.write("reservation_hours", 48)
    panel.write("copies_of_wz", 3)
    other_seat_saves(panel, shop, reservation_hours=24, offer_valid_days=30)
    assert panel.find(QSpinBox, "set_reservation_hours").value() == 48  # not pulled from under me
    panel.save()
    assert configured(panel.company).reservation_hours == 24
    assert panel.find(QWidget, "mine_reservation_hours").text() == "48"
    assert panel.find(QWidget, "theirs_reservation_hours").text() == "24"
    assert panel.find(QWidget, "mine_copies_of_wz").isChecked()
    assert panel.find(QWidget, "theirs_offer_valid_days").isChecked()
    panel.press("save_chosen")
    now = configured(panel.company)
    assert (now.reservation_hours, now.copies_of_wz, now.offer_valid_days) == (48, 3, 30)


def test_that_what_was_chosen_of_both_values_is_saved_by_its_key_too(panel: Panel, shop: Shop) -> None:
    panel.page("promises")
    panel.write("reservation_hours", 48)
    other_seat_saves(panel, shop, reservation_hours=24)
    panel.window.activateWindow()
    panel.hands.until(panel.window.isActiveWindow, "the settings to be active")
    panel.hands.key(Qt.Key.Key_Return, ctrl=True)
    assert QApplication.focusWidget().objectName() == "mine_reservation_hours"
    assert configured(panel.company).reservation_hours == 24
    panel.hands.key(Qt.Key.Key_Return, ctrl=True)
    assert configured(panel.company).reservation_hours == 48
    assert panel.told() == "Zapisano."
    assert panel.find(QPushButton, "save_settings").text() == "Zapisz"


def test_that_what_another_saved_on_another_page_stays(panel: Panel, shop: Shop) -> None:
    panel.page("promises")
    panel.write("copies_of_wz", 4)
    other_seat_saves(panel, shop, company=settings.Company(name="Nowa nazwa"))
    panel.save()
    now = configured(panel.company)
    assert (now.copies_of_wz, now.company.name) == (4, "Nowa nazwa")
    assert panel.told() == "Zapisano."


def test_that_a_printer_is_added_tried_for_real_and_changed(panel: Panel) -> None:
    printer, station = Printer(), Station(panel.company, "pakowanie")
    try:
        panel.page("printers")
        panel.press("add_entry")
        panel.write("name", "Zebra")
        panel.write("host", "127.0.0.1")
        panel.write("port", printer.port)
        panel.save()
        assert panel.told() == "Zapisano."
        panel.press("test_print")
        panel.until_told("czeka na wydruk")
        station.run_once()
        panel.until_told("Strona próbna wydrukowana: Zebra.")
        assert [job[:3] for job in printer.jobs] == [b"^XA"]
        panel.write("kind", PrinterKind.FILE.value)
        panel.write("path", "/srv/etykiety")
        panel.write("active", False)
        panel.save()
    finally:
        printer.close()
    with panel.company.read() as session:
        (shown,) = list_printers(session)
    assert (shown.kind, shown.path, shown.active, shown.version) == (PrinterKind.FILE, "/srv/etykiety", False, 2)


@pytest.mark.slow
def test_that_the_queues_of_the_print_system_are_told_and_offered_as_one_types(panel: Panel) -> None:
    system = PrintSystem()
    try:
        system.raw_queue("Etykiety", 9100)
        system.raw_queue("Biuro", 9100)
        panel.page("printers")
        panel.press("add_entry")
        panel.write("kind", PrinterKind.SYSTEM.value)
        server, queue = panel.find(QLineEdit, "set_server"), panel.find(QLineEdit, "set_queue")
        server.setFocus()
        QTest.keyClicks(server, system.server)
        queue.setFocus()
        told = "Jej nazwa w systemie. Znaleziono: Biuro, Etykiety."
        panel.hands.until(lambda: queue.accessibleDescription() == told, "the queues to be told")
        queue.completer().setCompletionPrefix("kiet")
        assert queue.completer().currentCompletion() == "Etykiety"
        panel.write("name", "Zebra")
        queue.setText("Etykiety")
        panel.save()
    finally:
        system.close()
    with panel.company.read() as session:
        (shown,) = list_printers(session)
    assert (shown.kind, shown.server, shown.queue) == (PrinterKind.SYSTEM, system.server, "Etykiety")


def test_that_a_printer_another_changed_shows_both_values(panel: Panel, shop: Shop) -> None:
    first = AddPrinter("Zebra", PrinterKind.TCP, PrinterLanguage.ZPL, host="10.0.0.1")
    added = execute(panel.company, add_printer, first, actor=shop.actor)
    panel.page("printers")
    panel.write("host", "10.0.0.2")
    moved = ChangePrinter(added.printer_id, 1, replace(first, host="10.0.0.3"))
    execute(panel.company, change_printer, moved, actor=shop.actor)
    panel.hands.settle()
    panel.save()
    assert (panel.find(QWidget, "mine_host").text(), panel.find(QWidget, "theirs_host").text()) == (
        "10.0.0.2",
        "10.0.0.3",
    )
    panel.find(QWidget, "theirs_host").click()
    panel.press("save_chosen")
    with panel.company.read() as session:
        assert list_printers(session)[0].host == "10.0.0.3"


def test_that_a_person_is_added_given_a_password_and_put_in_another_role(panel: Panel) -> None:
    panel.page("users")
    panel.press("add_entry")
    panel.write("login", "anna")
    panel.write("name", "Anna Lis")
    panel.save()
    password = panel.find(QLineEdit, "new_password")
    password.setText("krótkie")
    panel.press("set_password")
    assert password.accessibleDescription() == "Co najmniej 8 znaków."
    panel.find(QLineEdit, "new_password").setText("bardzo długie hasło")
    panel.press("set_password")
    panel.until_told("Hasło ustawione.")
    panel.write("role", Role.OWNER.value)
    panel.save()
    with panel.company.read() as session:
        anna = next(one for one in list_employees(session) if one.login == "anna")
        assert (anna.name, anna.role, anna.has_password) == ("Anna Lis", Role.OWNER, True)
        assert sign_in(session, "anna", "bardzo długie hasło").role is Role.OWNER
        with pytest.raises(WrongLogin):
            sign_in(session, "anna", "inne")


def test_that_the_last_administrator_cannot_be_taken_away(panel: Panel) -> None:
    panel.page("users")
    panel.write("role", Role.CLERK.value)
    panel.save()
    described = panel.find(QWidget, "set_role").accessibleDescription()
    assert described == "Musi zostać ktoś, kto może zmieniać ustawienia."
    with panel.company.read() as session:
        assert list_employees(session)[0].role is Role.ADMIN


def test_that_warehouses_and_numbering_are_changed_with_the_next_number_shown(panel: Panel) -> None:
    panel.page("warehouses")
    panel.press("add_entry")
    panel.write("code", "M2")
    panel.write("name", "Gdynia")
    panel.write("city", "Gdynia")
    panel.save()
    with panel.company.read() as session:
        assert [(one.code, one.city) for one in warehouse_cards(session)] == [
            ("DROGA", ""),  # where goods are between the two
            ("M1", ""),
            ("M2", "Gdynia"),
        ]
    page = panel.page("numbering")
    row = next(
        at for at, one in enumerate(page.entries) if (one.record.kind, one.record.warehouse) == (SeriesKind.WZ, "M2")
    )
    panel.choose(row)
    panel.write("template", "WZ/{yyyy}/{nr:03}")
    assert panel.find(QLabel, "next_number").text() == "Brakuje magazynu: {warehouse}."
    panel.write("template", "WZ/{warehouse}/{yyyy}/{nr:03}")
    panel.save()
    with panel.company.read() as session:
        saved = next(one for one in list_series(session) if (one.kind, one.warehouse) == (SeriesKind.WZ, "M2"))
    assert saved.template == "WZ/{warehouse}/{yyyy}/{nr:03}"
    assert panel.find(QLabel, "next_number").text() == f"Następny numer: {saved.next_number}"


def test_that_a_mailbox_is_tried_on_a_real_server_before_it_is_saved(
    panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(mailbox.PASSWORD_VARIABLE, PASSWORD)
    binary = program()
    assert binary is not None, "no dovecot: `make test` installs it"
    server = Dovecot(binary)
    try:
        panel.page("sources")
        panel.press("add_entry")
        panel.write("name", "biuro")
        for key, value in {"host": "127.0.0.1", "port": str(server.port), "security": "none", "login": LOGIN}.items():
            panel.write(key, value)
        panel.press("test_connection")
        panel.until_told("Skrzynka odpowiada: wiadomości w INBOX: 0.")
        panel.write("secret", "złe hasło")
        panel.press("test_connection")
        panel.until_told(f"nie wpuszcza {LOGIN}")
        panel.write("secret", "")
        panel.save()
    finally:
        server.end()
    with panel.company.read() as session:
        (saved,) = list_sources(session)
    assert (saved.name, saved.address["host"], saved.active) == ("biuro", "127.0.0.1", True)
    assert "secret" not in saved.address


def test_that_a_folder_is_tried_and_a_drop_box_gets_its_file_with_its_key(
    panel: Panel, onlooker: Onlooker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.page("sources")
    panel.press("add_entry")
    panel.write("name", "skrzynka")
    panel.write("kind", "folder")
    panel.write("path", "nie tu")
    panel.save()
    described = panel.find(QWidget, "set_path").accessibleDescription()
    assert described == "Cała ścieżka, od dysku albo katalogu głównego."
    (tmp_path / "wpada").mkdir()
    (tmp_path / "wpada" / "a.csv").write_text("x")
    panel.write("path", str(tmp_path / "wpada"))
    panel.press("test_connection")
    panel.until_told("Folder jest dostępny; czeka plików: 1.")
    panel.write("kind", "dropbox")
    panel.write("url", "https://firma.pl/skrzynka.php")
    panel.save()
    monkeypatch.setattr(type(onlooker), "where_to_save", lambda *_: tmp_path / "s.php", raising=False)
    panel.press("make_dropbox")
    panel.hands.until(lambda: (tmp_path / "s.php").exists(), "the file")
    assert "@@KEY@@" not in (tmp_path / "s.php").read_text()


def test_that_a_form_keeps_whose_key_means_what(panel: Panel) -> None:
    panel.page("forms")
    panel.press("add_entry")
    panel.write("key", "kontakt")
    panel.write("name", "Kontakt")
    panel.press("add_key")
    field_map = panel.find(QWidget, "set_field_map")
    key, meaning = field_map.findChild(QLineEdit), field_map.findChild(QComboBox)
    key.setText("tel_kom")
    meaning.setCurrentIndex(meaning.findData("phone"))
    panel.write("allowed_origins", "https://sklep.pl\n")
    panel.save()
    with panel.company.read() as session:
        (saved,) = list_forms(session)
    assert (saved.key, saved.field_map) == ("kontakt", {"tel_kom": "phone"})
    assert saved.options["allowed_origins"] == ["https://sklep.pl"]
    panel.press("copy_form")
    panel.until_told(
        "Skopiowano formularz: wklej go na swoją stronę. Wysyła na adres http://127.0.0.1:8765/in/kontakt."
    )
    copied = QApplication.clipboard().text()
    assert copied.startswith('<form method="post" action="http://127.0.0.1:8765/in/kontakt"')
    assert 'name="email"' in copied
    box = SaveSource("strona", SourceKind.DROPBOX, {"url": "https://firma.pl/skrzynka.php"}, True, 0)
    execute(panel.company, save_source, box, actor=SYSTEM)
    panel.press("copy_form")
    panel.until_told("Wysyła na adres https://firma.pl/skrzynka.php?form=kontakt.")
    assert 'action="https://firma.pl/skrzynka.php?form=kontakt"' in QApplication.clipboard().text()


def test_that_a_letter_is_tried_on_a_sample_saved_and_given_back(panel: Panel) -> None:
    panel.page("templates")
    panel.choose(2)  # handed over, Polish
    ready = panel.find(QWidget, "set_subject").text()
    panel.write("subject", "Paczka {{ tracking }} w drodze")
    panel.write("body", "Wysłano {{ parcel }}")
    panel.save()
    assert "'parcel' is undefined" in panel.told()
    panel.write("body", "Wysłano {{ order }} przez {{ carrier }}.")
    panel.press("preview_template")
    assert panel.told() == "Paczka 620000000000000000000001 w drodze\n\nWysłano ZAM 12/2026 przez InPost."
    panel.save()
    assert panel.told() == "Zapisano."
    with panel.company.read() as session:
        saved = template_for(session, OrderStep.HAND_OVER, "pl")
    assert (saved.own, saved.body, saved.version) == (True, "Wysłano {{ order }} przez {{ carrier }}.", 1)
    panel.press("forget_template")
    assert panel.find(QWidget, "set_subject").text() == ready
    with panel.company.read() as session:
        assert not template_for(session, OrderStep.HAND_OVER, "pl").own


def test_that_the_look_of_labels_is_seen_on_the_next_order_and_kept(panel: Panel, shop: Shop) -> None:
    shop.place(shop.customer(), (shop.product(stock=9_000), 1_000))
    panel.page("labels")
    preview = panel.find(ImageView, "label_template_preview")
    panel.hands.until(lambda: preview.widget().findChildren(QLabel), "the label to be drawn")
    assert "Następne zamówienie: ZAM 1/" in panel.find(QLabel, "label_template_order").text()
    plain = preview.shown
    panel.find(QCheckBox, "label_recipient").click()
    assert panel.find(QCheckBox, "label_recipient").isChecked()
    panel.find(QCheckBox, "label_payment").click()
    panel.press("label_up_payment")
    panel.find(QSpinBox, "label_size_payment").setValue(150)
    panel.hands.until(lambda: preview.shown != plain, "the label to be drawn anew")
    panel.save()
    assert panel.told() == "Zapisano."
    with panel.company.read() as session:
        look = looks_of(settings.load(session).label)["100x150"]
    assert [(block.field.value, block.size) for block in look.blocks] == [
        ("sender", 100),
        ("recipient", 100),
        ("phone", 100),
        ("order", 100),
        ("barcode", 100),
        ("note", 100),
        ("payment", 150),
    ]
    panel.press("label_plain")
    panel.hands.until(lambda: preview.shown == plain, "the program's own label")
    panel.save()
    with panel.company.read() as session:
        assert looks_of(settings.load(session).label) == {}


def test_that_the_columns_of_a_couriers_file_are_changed_tried_and_given_back(panel: Panel, shop: Shop) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 1_000)).number
    panel.page("couriers")
    panel.choose(1)
    ready = panel.find(QPlainTextEdit, "set_columns").toPlainText()
    assert ready.startswith("Nazwa odbiorcy* = {name}")
    panel.write("columns", "Kto* = {name}\nCo = {parcel}")
    panel.press("preview_courier")
    assert "pole w nawiasach" in panel.told()
    panel.save()
    assert "pole w nawiasach" in panel.told()
    panel.write("columns", "Kto* = {name}\nNumer = {order}")
    panel.press("preview_courier")
    assert panel.told().split() == f"Kto;Numer Piekarnia Złoty Kłos;{number}".split()
    panel.save()
    assert panel.told() == "Zapisano."
    with panel.company.read() as session:
        saved = courier_template(session, "DPD")
    assert (saved.own, [column.title for column in saved.columns]) == (True, ["Kto", "Numer"])
    panel.press("forget_courier")
    assert panel.find(QPlainTextEdit, "set_columns").toPlainText() == ready


class _Taking:
    """An SMTP server that takes everything."""


def test_that_outgoing_mail_is_tried_on_a_real_server(panel: Panel, shop: Shop) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(_Taking(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        panel.page("mail")
        panel.press("test_connection")
        assert panel.find(QWidget, "set_host").accessibleDescription() == "Uzupełnij to pole."
        for key, value in {"host": "127.0.0.1", "security": "none", "sender": "biuro@firma.pl", "port": port}.items():
            panel.write(key, value)
        panel.press("test_connection")
        panel.until_told("127.0.0.1 odpowiada, przyjmuje login biuro@firma.pl i pocztę.")
        panel.save()
    finally:
        controller.stop()
    assert configured(panel.company).smtp == {
        "host": "127.0.0.1",
        "port": str(port),
        "security": "none",
        "login": "",
        "sender": "biuro@firma.pl",
    }
    panel.press("test_connection")
    panel.until_told("nie odpowiada")


def test_that_a_backup_is_made_listed_and_brought_back(
    panel: Panel, shop: Shop, onlooker: Onlooker, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.customer("Przed kopią")
    panel.page("backup")
    assert panel.find(QLabel, "last_backup").text() == "W tym folderze nie ma jeszcze żadnej kopii."
    assert panel.find(QLabel, "nightly_backup").text().startswith("Kopia powstaje raz na dobę")
    panel.press("make_backup")
    panel.until_told("Kopia gotowa i sprawdzona")
    panel.hands.until(operations.idle, "the list")
    assert panel.find(QLabel, "last_backup").text().startswith("Ostatnia kopia: dziś")
    shop.customer("Po kopii")
    panel.find(QListWidget, "backups").setCurrentRow(0)
    monkeypatch.setattr(type(onlooker), "confirm_irrevocable", lambda *_args, **_named: True, raising=False)
    panel.press("restore_chosen")
    panel.until_told("Poprzedni stan zachowano w pliku")
    with panel.company.read() as session:
        names = [row.name for row in session.execute(text("SELECT name FROM customers"))]
    assert names == ["Przed kopią"]
    panel.hands.until(lambda: panel.find(QListWidget, "backups").count() == 2, "the backup of what was there")


def test_that_this_workstation_changes_its_look_at_once(panel: Panel, qapp: QApplication) -> None:
    panel.page("here")
    panel.write("scheme", "dark")
    panel.write("scale", "125")
    panel.write("notices/sound", False)
    assert str(panel.kept.value("scheme")) == "dark"
    assert (str(panel.kept.value("scale")), str(panel.kept.value("notices/sound"))) == ("125", "false")
    panel.write("language", "en")
    panel.hands.until(lambda: panel.desk.window.findChild(SettingsWindow) is not None, "the settings again")
    panel.hands.settle()
    again = panel.desk.window.findChild(SettingsWindow)
    panel.hands.until(lambda: panel.desk.window.findChild(SettingsWindow).windowTitle() == "Settings", "English")
    assert again.current_key == "here"
    set_language(qapp, "pl")


def test_that_the_pages_are_walked_by_keyboard_and_everything_has_a_name_and_its_room(panel: Panel) -> None:
    seen = []
    for _ in range(panel.window.list.count()):
        seen.append(panel.window.current_key)
        panel.hands.settle()
        assert nameless(panel.window) == []
        assert cut(panel.window) == []
        panel.window._walk(1)
    assert seen == [
        "company",
        "users",
        "warehouses",
        "numbering",
        "sources",
        "forms",
        "templates",
        "hours",
        "assignment",
        "promises",
        "printers",
        "labels",
        "couriers",
        "mail",
        "backup",
        "journal",
        "here",
    ]
    panel.window.close()
    panel.hands.settle()
    panel.desk.window.activateWindow()
    panel.hands.until(panel.desk.window.isActiveWindow, "the window to be active")
    QTest.keyClick(panel.desk.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    panel.hands.until(lambda: panel.desk.window.findChild(SettingsWindow) is not None, "Ctrl+, opens the settings")
