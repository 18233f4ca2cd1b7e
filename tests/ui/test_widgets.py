import struct
import zlib
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from db.vocabulary import OrderStatus
from tests.ui.looking import shared_keys
from ui import operations, prompts
from ui.application import set_language
from ui.labels import label
from ui.theme import GAP, GRID, Meaning, font
from ui.typed_days import DayEdit, whole_day
from ui.widgets.bars import DecisionBar
from ui.widgets.both_values import LONGEST, parted
from ui.widgets.busy import BusyOverlay
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipBar
from ui.widgets.choice import Choice
from ui.widgets.copied import CopyLink, broken
from ui.widgets.crumbs import Breadcrumbs
from ui.widgets.elided import facts_in_one_line, shortened
from ui.widgets.fields import Field, SearchField
from ui.widgets.free_place import free_place
from ui.widgets.parts import row
from ui.widgets.pills import StatusPill
from ui.widgets.preview import ImageView, PdfView
from ui.widgets.steps import StepBar
from ui.widgets.toast import Toast, show_toast


def test_that_search_waits_for_a_pause_and_says_each_text_once(qtbot: QtBot) -> None:
    field, said = SearchField("Szukaj"), []
    qtbot.addWidget(field)
    field.searched.connect(said.append)
    qtbot.keyClicks(field, " sugar ")
    assert said == []
    qtbot.waitUntil(lambda: said == ["sugar"])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert said == ["sugar", ""]


@pytest.mark.parametrize(
    ("name", "wide", "shown"),
    [
        ("Mąka pszenna tortowa 25 kg", 999, "Mąka pszenna tortowa 25 kg"),
        ("Mąka pszenna tortowa Młyn Zalesie 25 kg", 200, "… 25 kg"),
        ("Drożdże prasowane Zaczyn 20 × 500 g", 200, "… 20 × 500 g"),
        ("Torba papierowa kraft Pakulec 1000 szt.", 200, "… 1000 szt."),
        ("Reklama świąteczna w mediach społecznościowych 2026", 200, "… 2026"),
        ("Mąka pszenna tortowa Młyn Zalesie 25 kg", 100, "…"),
        ("Piekarnia Rodzinna Borkowska sp. j. w Śremie", 200, "…"),
    ],
)
def test_that_what_does_not_fit_keeps_the_pack_or_year_at_its_end(
    qapp: QApplication, name: str, wide: int, shown: str
) -> None:
    metrics = QFontMetrics(font())
    told = shortened(metrics, name, wide)
    assert told.endswith(shown)
    assert metrics.horizontalAdvance(told) <= wide


def test_that_a_fault_is_shown_read_and_taken_away(qtbot: QtBot) -> None:
    editor = QLineEdit()
    field = Field("NIP", editor, "10 cyfr")
    qtbot.addWidget(field)
    field.show_fault("Brakuje cyfry")
    assert (field.fault, editor.accessibleDescription(), editor.property("wrong")) == ("Brakuje cyfry",) * 2 + ("true",)
    field.show_fault("")
    assert (field.fault, editor.accessibleDescription(), editor.property("wrong")) == ("", "10 cyfr", "")


def test_that_chips_are_chosen_by_pointer_and_arrows(qtbot: QtBot) -> None:
    bar, chosen = ChipBar([("new", "Nowe"), ("mine", "Moje"), ("all", "Wszystkie")]), []
    qtbot.addWidget(bar)
    bar.chosen.connect(chosen.append)
    bar.set_counts({"new": 1284})
    assert bar.findChild(QPushButton, "chip_new").text() == "Nowe 1\N{NO-BREAK SPACE}284"
    bar.findChild(QPushButton, "chip_mine").click()
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert (chosen, bar.key) == (["mine", "all", "new"], "new")


def test_that_only_done_steps_can_be_walked_back_to(qtbot: QtBot) -> None:
    bar, chosen = StepBar([("customer", "Klient"), ("goods", "Towary"), ("terms", "Warunki")]), []
    qtbot.addWidget(bar)
    bar.step_chosen.connect(chosen.append)
    bar.set_state(current="goods", done={"customer": "Anna · 13:40"})
    for button in bar.buttons.values():
        button.click()
    assert chosen == ["customer", "goods"]
    assert [button.accessibleName() for button in bar.buttons.values()] == [
        "1. Klient: gotowe",
        "2. Towary: teraz",
        "3. Warunki: do zrobienia",
    ]


def test_that_breadcrumbs_lead_up(qtbot: QtBot) -> None:
    page, crumbs, chosen = QWidget(), Breadcrumbs(), []
    qtbot.addWidget(page)
    qtbot.addWidget(crumbs)
    crumbs.crumb_chosen.connect(chosen.append)
    crumbs.set_path([("funnel", "Lejek"), ("offered", "Oferta"), ("lines", "Pozycje")])
    crumbs.findChild(QPushButton).click()
    crumbs.go_up()
    crumbs.set_path([("funnel", "Lejek")])
    crumbs.go_up()
    assert chosen == ["funnel", "offered"]


def test_that_a_decision_is_asked_taken_and_gone(qtbot: QtBot) -> None:
    page, taken = QWidget(), []
    qtbot.addWidget(page)
    bar = DecisionBar(page)
    page.show()
    bar.ask("Brakuje 3 szt.", Meaning.ATTENTION)
    choice = bar.offer("Zamiennik", lambda: taken.append("substitute"))
    assert (bar.isVisible(), bar.accessibleName()) == (True, "Uwaga: Brakuje 3 szt.")
    choice.click()
    bar.dismiss()
    assert (taken, bar.isVisible()) == (["substitute"], False)


def test_that_a_short_wait_shows_nothing_and_a_long_one_covers_the_page(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show()
    busy = BusyOverlay(page)
    busy.begin("Rezerwuję")
    assert not busy.isVisible()
    busy.end()
    qtbot.wait(300)
    assert not busy.isVisible()
    busy.begin("Rezerwuję")
    qtbot.waitUntil(busy.isVisible)
    page.resize(500, 400)
    assert busy.size() == page.size()


def test_that_a_toast_offers_undo_and_a_refusal_stays(qtbot: QtBot) -> None:
    window, undone = QWidget(), []
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    person = prompts.Person()
    person.tell(window, "Zarezerwowano", action="Cofnij", on_action=lambda: undone.append(1))
    person.tell(window, "Za mało towaru", Meaning.BAD)
    assert [toast.accessibleName() for toast in window.findChildren(Toast)] == [
        "Gotowe: Zarezerwowano",
        "Problem: Za mało towaru",
    ]
    window.findChild(QPushButton, "toast_action").click()
    assert [toast.text for toast in window.findChildren(Toast)] == ["Za mało towaru"]
    assert undone == [1]


def test_that_the_newest_two_toasts_are_seen_and_the_others_come_back_in_their_turn(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    for number in range(10):
        prompts.Person().tell(window, str(number), Meaning.BAD)

    def seen() -> list[Toast]:
        return [toast for toast in window.findChildren(Toast) if toast.isVisible()]

    assert [toast.text for toast in window.findChildren(Toast)] == [str(number) for number in range(2, 10)]
    assert [toast.text for toast in seen()] == ["8", "9"]
    assert all(window.rect().contains(toast.geometry().translated(toast.parentWidget().pos())) for toast in seen())
    seen()[1].close_toast()
    qtbot.waitUntil(lambda: [toast.text for toast in seen()] == ["7", "8"])


def test_that_messages_that_have_gone_leave_nothing_that_is_taken_for_another_thing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    for number in range(300):  # a layout's item that Python knew stood for a header after some 40
        prompts.Person().tell(window, str(number))
        for toast in window.findChildren(Toast):
            toast.close_toast()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        table = QTableView(window)
        parts = (table.verticalHeader(), table.horizontalHeader(), table.viewport(), table.verticalScrollBar())
        assert all(isinstance(part, QWidget) for part in parts), number
        table.deleteLater()


def test_that_a_pill_says_its_word_to_a_screen_reader(qtbot: QtBot) -> None:
    pill = StatusPill(label(OrderStatus.ISSUED))
    qtbot.addWidget(pill)
    pill.show_label(label(OrderStatus.COMPLETED))
    assert pill.accessibleName() == "zakończone"


def small_png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress(b"\0\xff\xff" * 2)
    header = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pages(view: ImageView) -> int:
    return len(view.widget().findChildren(QLabel))


def test_that_a_label_is_previewed_and_rubbish_is_refused(qtbot: QtBot) -> None:
    view = ImageView()
    qtbot.addWidget(view)
    view.show_png(small_png())
    assert pages(view) == 1
    with pytest.raises(ValueError, match="not a picture"):
        view.show_png(b"rubbish")
    assert pages(view) == 1


def test_that_every_page_of_a_paper_is_previewed(qtbot: QtBot, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from reportlab.pdfgen.canvas import Canvas

    paper = Canvas(str(tmp_path / "wz.pdf"))
    for number in range(3):
        paper.drawString(100, 700, f"WZ {number}")
        paper.showPage()
    paper.save()
    view = PdfView()
    qtbot.addWidget(view)
    view.show_pdf((tmp_path / "wz.pdf").read_bytes())
    qtbot.waitUntil(operations.idle)
    assert pages(view) == 3
    assert QApplication.focusWidget() is None


def test_that_chips_that_nearly_fit_stand_in_one_line_and_others_in_lines_alike(qtbot: QtBot) -> None:
    bar = ChipBar([(str(number), f"Zamówienia {number}") for number in range(5)])
    qtbot.addWidget(bar)
    bar.show()
    chips = bar.findChildren(QPushButton)
    whole = bar.sizeHint().width()

    def lines(width: int) -> list[int]:
        bar.resize(width, 200)
        bar.layout().activate()
        heights = [chip.y() for chip in chips]
        assert all(chip.geometry().right() < width for chip in chips)
        return [heights.count(height) for height in sorted(set(heights))]

    assert lines(whole) == [5]
    assert lines(whole - 10) == [5]
    assert lines(whole - 120) == [3, 2]
    assert lines(chips[0].sizeHint().width()) == [1, 1, 1, 1, 1]


def test_that_an_address_is_broken_and_never_cut(qtbot: QtBot) -> None:
    letters = QFontMetrics(QApplication.font())
    mail = "zamowienia@piekarnia-jakubowska.przyklad.pl"
    assert broken(letters, mail, letters.horizontalAdvance(mail)) == [mail]
    room = letters.horizontalAdvance("piekarnia-jakubowska.przyklad.pl")
    assert broken(letters, mail, room) == ["zamowienia@", "piekarnia-jakubowska.przyklad.pl"]
    assert broken(letters, mail, room - 1) == ["zamowienia@", "piekarnia-jakubowska.przyklad.", "pl"]


def test_that_a_press_copies_the_whole_address(qtbot: QtBot) -> None:
    link = CopyLink("zamowienia@piekarnia-jakubowska.przyklad.pl")
    qtbot.addWidget(link)
    link.resize(90, 60)
    link.show()
    assert "\n" in link.text()
    link.click()
    assert QApplication.clipboard().text() == "zamowienia@piekarnia-jakubowska.przyklad.pl"


def test_that_names_of_fields_stand_level_whatever_is_said_below(qtbot: QtBot) -> None:
    plain, wrong = Field("Kod", QLineEdit()), Field("NIP", QLineEdit())
    line = row(plain, wrong)
    qtbot.addWidget(line)
    line.show()
    wrong.show_fault("Cyfra kontrolna się nie zgadza.")
    line.layout().activate()
    assert plain.editor.mapTo(line, QPoint(0, 0)).y() == wrong.editor.mapTo(line, QPoint(0, 0)).y()
    assert plain.editor.height() == wrong.editor.height()


@pytest.mark.parametrize(("language", "shown"), [("pl", "08.11.2025"), ("en", "8 Nov 2025")])
def test_that_a_field_writes_a_day_as_lists_of_its_language_do(qapp: QApplication, language: str, shown: str) -> None:
    set_language(qapp, language)
    field = DayEdit(date(2025, 11, 8))
    assert (field.text(), whole_day(field.day), field.day) == (shown, shown, date(2025, 11, 8))
    set_language(qapp, "pl")


def test_that_a_toast_lies_low_at_the_right_where_that_is_free(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    toast = show_toast(window, "Zapisano")
    assert toast is not None
    place = toast.parentWidget().geometry()
    assert (900 - place.right() - 1, 600 - place.bottom() - 1) == (GAP, 10 * GRID)


def test_that_a_toast_covers_no_control_and_leaves_one_that_comes_under_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    low, late = QPushButton("Wszystko dotarło", window), QPushButton("Drukuj ponownie", window)
    low.setGeometry(600, 530, 250, 40)
    late.hide()
    window.show()
    toast = show_toast(window, "Wystawiono MM 7/2026/M1")
    assert toast is not None
    stack = toast.parentWidget()
    assert not stack.geometry().intersects(low.geometry())
    late.setGeometry(stack.geometry())
    late.show()
    qtbot.waitUntil(lambda: not stack.geometry().intersects(late.geometry()))
    assert not stack.geometry().intersects(low.geometry())
    assert window.rect().contains(stack.geometry())


def test_that_rows_of_a_list_are_covered_only_where_all_else_is_controls() -> None:
    window, size, rows = QSize(800, 600), QSize(300, 50), [QRect(0, 100, 800, 420)]
    assert free_place(size, window, [], rows) == QPoint(800 - 300 - GAP, 46)
    everything = [QRect(0, 0, 800, 100), QRect(0, 520, 800, 80)]
    assert QRect(free_place(size, window, everything, rows), size) == QRect(800 - 300 - GAP, 462, 300, 50)


def test_that_the_sum_of_a_head_is_never_cut_and_what_is_known_beside_it_gives_way(qapp: QApplication) -> None:
    letters = QFontMetrics(font())
    facts = ("Zakład Piekarniczo-Cukierniczy Kazimierz Stachowiak", "1 921,69 zł", "Anna Kubiak", "z ZAP 704/2026")
    whole = " · ".join(facts)
    room = letters.horizontalAdvance(whole)
    assert facts_in_one_line(letters, facts, room) == whole
    for width in range(letters.horizontalAdvance(" · 1 921,69 zł") + 40, room, 25):
        told = facts_in_one_line(letters, facts, width)
        assert "1 921,69 zł" in told
        assert letters.horizontalAdvance(told) <= width
    told = facts_in_one_line(letters, facts, letters.horizontalAdvance(" · 1 921,69 zł · Anna Kubiak") + 155)
    assert told.endswith("… · 1 921,69 zł · Anna Kubiak")
    assert facts_in_one_line(letters, ("Jan", "5,00 zł"), 999) == "Jan · 5,00 zł"


def test_that_two_long_values_are_shown_where_they_part() -> None:
    told = "Dostawa rano przed siódmą, brama od podwórza, potem telefon do magazyniera, rozładunek ręczny "
    one, other = parted(f"{told}w poniedziałek", f"{told}we wtorek")
    assert (one, other) == ("…rozładunek ręczny w poniedziałek", "…rozładunek ręczny we wtorek")
    assert parted("12,50", " 13,00 ") == ("12,50", "13,00")
    assert parted("", "a" * 80) == ("", f"{'a' * LONGEST}…")


def test_that_the_key_of_a_search_gives_way_to_its_words(qtbot: QtBot) -> None:
    field = SearchField("Nazwa, kod lub kod kreskowy…", "Ctrl+F")
    qtbot.addWidget(field)
    shown = {}
    for width in (400, 240):
        field.resize(width, 32)
        shown[width] = field.shows_key()
    assert shown == {400: True, 240: False}
    field.resize(400, 32)
    field.setText("mąka")
    assert not field.shows_key()


def test_that_a_long_choice_goes_on_in_further_lines_and_none_of_it_is_cut(qtbot: QtBot) -> None:
    value = "P&G Jakubowska, ul. Ogrodników 20a, zamowienia@piekarnia-jakubowska-1422.przyklad.pl"
    choice = Choice(value)
    qtbot.addWidget(choice)
    whole = choice.sizeHint()
    choice.resize(whole)
    choice.show()
    assert (choice.text(), choice.value) == (value.replace("&", "&&"), value)
    for width in (400, 250, 190):
        choice.resize(width, choice.heightForWidth(width))
        lines = choice.text().replace("&&", "&").split("\n")
        assert "".join(lines).replace(" ", "") == value.replace(" ", "")
        assert max(map(choice.fontMetrics().horizontalAdvance, lines)) < width
        assert choice.height() >= len(lines) * choice.fontMetrics().lineSpacing()
    assert len(lines) > 3
    assert choice.minimumSizeHint().width() < 190 < whole.width()


def test_that_a_key_of_two_buttons_is_found_and_one_of_a_hidden_button_is_not(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, second = (Button(word, shortcut="Ctrl+S", parent=window) for word in ("Zapisz", "Skreśl"))
    window.show()
    assert shared_keys(window) == ["Ctrl+S is both 'Zapisz' and 'Skreśl'"]
    second.hide()
    assert shared_keys(window) == []
    assert first.isVisible()
