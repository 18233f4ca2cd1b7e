"""What is typed and not saved comes back after a crash: the files are put back as a power cut leaves them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.inquiries.calls import take_down
from crm_desktop.inquiries.records import TakeDown
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.warehouse.records import Recognised
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import Channel
from tests.company import Shop
from ui import operations
from ui.desk import Desk
from ui.hands import Hands
from ui.inquiries.drafts import Drafts
from ui.inquiries.offer import OfferDraft
from ui.inquiries.offer_lines import TypedLine
from ui.inquiries.reading import Reading
from ui.typed import Typed, TypedForm, file_for
from ui.warehouse import receipt_rows


class Workstation:
    """Its window can lose its power: what the disk held at that moment is all that is left."""

    def __init__(self, app: QApplication, company: Database, folder: Path) -> None:
        with company.read() as session:
            self.shop = Shop(company, actor_by_login(session, "admin"))
        self.file = file_for(company.url.render_as_string(), self.shop.actor.name)
        self._app, self._company = app, company
        self._kept = QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat)
        self.start()

    def start(self) -> None:
        self.desk = Desk(self._app, self._company, kept=self._kept)
        self.desk.window.show()
        self.hands = Hands(self._app, self.desk.window)
        self.hands.settle()

    def lose_power(self, *, holding: str) -> None:
        """Once the disk holds what is looked for."""
        self.hands.until(lambda: self.file.exists() and holding in self.file.read_text("utf-8"), holding)
        left = self.file.read_bytes()
        self.desk.close()
        self.file.write_bytes(left)
        self.start()


@pytest.fixture
def workstation(qapp: QApplication, company: Database, tmp_path: Path) -> Iterator[Workstation]:
    made = Workstation(qapp, company, tmp_path)
    yield made
    made.desk.close()
    made.file.unlink(missing_ok=True)


@pytest.mark.usefixtures("onlooker")
def test_that_a_call_half_taken_down_is_given_back_and_forgotten_once_saved(workstation: Workstation) -> None:
    workstation.desk.seat.take_call.emit()
    workstation.hands.settle()
    workstation.hands.write("new_who", "Łucja Żak 601 202 303")
    workstation.hands.find(QPlainTextEdit, "new_wanted").setPlainText("40 worków mąki")
    workstation.lose_power(holding="40 worków mąki")
    workstation.desk.seat.take_call.emit()
    workstation.hands.settle()
    assert workstation.hands.find(QLineEdit, "new_who").text() == "Łucja Żak 601 202 303"
    assert workstation.hands.find(QPlainTextEdit, "new_wanted").toPlainText() == "40 worków mąki"
    workstation.hands.press("save_inquiry")
    workstation.hands.until(lambda: not workstation.file.exists(), "nothing to be kept any more")


@pytest.mark.usefixtures("onlooker")
def test_that_a_reply_that_was_begun_stands_open_again(workstation: Workstation) -> None:
    shop = workstation.shop
    call = TakeDown(channel=Channel.PHONE, wanted="Mąka?", name="Jan Nowak", phone="601202303")
    number = execute(shop.database, take_down, call, actor=shop.actor).number
    workstation.desk.seat.open_inquiry.emit(number)
    workstation.hands.settle()
    workstation.desk.window.findChild(Reading).write_reply()
    workstation.hands.find(QPlainTextEdit, "inquiry_reply").setPlainText("Dzień dobry, mamy 40 worków.")
    workstation.lose_power(holding="mamy 40 worków")
    workstation.desk.seat.open_inquiry.emit(number)
    workstation.hands.settle()
    assert workstation.hands.find(QPlainTextEdit, "inquiry_reply").toPlainText() == "Dzień dobry, mamy 40 worków."


@pytest.mark.usefixtures("onlooker")
def test_that_settings_are_given_back_and_undone_and_secrets_never_kept(workstation: Workstation) -> None:
    page = workstation.desk.open_settings("company").show_page("company")
    workstation.hands.settle()
    page.editor.form.editor("city").setText("Wągrowiec")
    workstation.lose_power(holding="Wągrowiec")
    page = workstation.desk.open_settings("company").show_page("company")
    workstation.hands.settle()
    assert page.editor.form.editor("city").text() == "Wągrowiec"
    assert page.editor.save.isEnabled()
    page.editor.undo.click()
    assert page.editor.form.editor("city").text() == ""
    workstation.hands.until(lambda: not workstation.file.exists(), "nothing to be kept any more")
    mail = workstation.desk.open_settings("mail").show_page("mail")
    workstation.hands.settle()
    mail.editor.form.editor("host").setText("smtp.firma.pl")
    secret = next(key for key, ask in mail.editor.form.asks().items() if ask.kind.value == "secret")
    mail.editor.form.editor(secret).setText("tajne-haslo")
    workstation.hands.until(lambda: workstation.file.exists(), "the rest to be kept")
    workstation.hands.settle()
    assert "smtp.firma.pl" in workstation.file.read_text("utf-8")
    assert "tajne-haslo" not in workstation.file.read_text("utf-8")


def test_that_an_offer_and_a_receipt_come_back_as_they_were(qapp: QApplication, tmp_path: Path) -> None:
    typed = Typed(tmp_path / "typed" / "a.json")
    offer = OfferDraft((TypedLine(7, "Mąka", "szt", None, "40", "12,50", "5"),), date(2026, 12, 1), "a@b.pl", "OF 1")
    drafts = Drafts(typed)
    drafts.offers["ZAP 1/2026"] = offer
    drafts.keep("ZAP 1/2026")
    goods = Recognised(7, "MK-1", "Mąka", "szt", True, 1_000)
    rows = [receipt_rows.Row(1, goods, 2_000, None), receipt_rows.Row(2, goods, 3_000, 12_500, "L1", date(2027, 1, 2))]
    receipt_rows.keep(typed, rows, "Młyn", draft=(7, 2))
    typed.settle()
    again = Typed(tmp_path / "typed" / "a.json")
    assert Drafts(again).offers == {"ZAP 1/2026": offer}
    assert receipt_rows.kept(again) == (rows, "Młyn", (7, 2))
    receipt_rows.keep(again, [], "")
    assert receipt_rows.kept(again) == ([], "", (None, None))


def test_that_only_what_was_typed_is_put_over_what_stands_there_now(qapp: QApplication, tmp_path: Path) -> None:
    """Another changed the phone meanwhile: it is not typed over by what stood there before."""
    typed = Typed(tmp_path / "b.json")

    def form(city: str, phone: str) -> tuple[QWidget, QLineEdit, QLineEdit, TypedForm]:
        holder = QWidget()
        fields = QLineEdit(city, holder), QLineEdit(phone, holder)
        QCheckBox("nameless", holder)
        for field, name in zip(fields, ("city", "phone"), strict=True):
            field.setObjectName(name)
        return holder, *fields, TypedForm(typed, holder)

    _first, city, _phone, following = form("Poznań", "601")
    assert not following.begin("customer/1")
    city.setText("Wągrowiec")
    _second, city, phone, following = form("Poznań", "602")
    assert following.begin("customer/1")
    assert (city.text(), phone.text()) == ("Wągrowiec", "602")
    city.setText("Poznań")
    assert typed.found("customer/1") is None
    operations.shutdown()


@pytest.mark.parametrize("torn", ["", "{", "[1]", '{"call": 3}'])
def test_that_a_file_that_cannot_be_read_is_as_if_nothing_was_typed(
    qapp: QApplication, tmp_path: Path, torn: str
) -> None:
    (tmp_path / "c.json").write_text(torn)
    assert Typed(tmp_path / "c.json").found_under("") == {}
