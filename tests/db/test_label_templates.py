"""The look of a label that a company made for a paper: kept, printed, on the paper whole, on both databases."""

from dataclasses import replace
from typing import Any

import pytest

from crm_desktop import settings
from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.errors import InvalidValue
from crm_desktop.orders.labelling import label_content, next_to_label, prepare_label, sample_content
from crm_desktop.orders.queries import show_order
from crm_desktop.printing.layout import address_label
from crm_desktop.printing.look import PAPERS, default_look, looks_of, paper_key, stored_look
from crm_desktop.printing.raster import picture
from crm_desktop.printing.records import AddPrinter, LabelAddress, LabelBlock, LabelContent, LabelLook, LabelSize
from crm_desktop.printing.service import add_printer
from crm_desktop.printing.shapes import Barcode, Layout, Picture, QrCode, Rule, Text, text_width
from crm_desktop.work import execute
from db.vocabulary import LabelField, PrinterKind, PrinterLanguage
from tests.company import Shop

LONG = LabelContent(
    order_number="ZAM 123456/2026/PRUSZKÓW",
    recipient=LabelAddress(
        "Przedsiębiorstwo Handlowo-Usługowe Źdźbło i Synowie sp. z o.o. sp. k.",
        "ulica Świętego Maksymiliana Marii Kolbego 128/45 lok. 17",
        "05-800",
        "Grodzisk Mazowiecki nad Rzeką Mrowną",
        "DE",
        "+48 601 202 303",
    ),
    sender=LabelAddress("Hurtownia Piekarska Złoty Kłos sp. z o.o.", "ul. Młyńska 12", "61-730", "Poznań"),
    parcel=12,
    parcels=40,
    note="Dzwonić dwa razy; rampa od podwórza, brama numer 7, kierowca ma czekać na brygadzistę",
    reprint=True,
    logo=b"logo",
    delivery="DPD Polska, doręczenie do 12:00",
    payment="Pobranie: 123 456,78 PLN",
)
ALL = LabelLook(tuple(LabelBlock(field) for field in LabelField), "Ostrożnie: szkło! ^XZ~JA")


def save(shop: Shop, label: dict[str, Any]) -> None:
    with shop.database.read() as session:
        card = settings_card(session)
    command = SaveSettings(replace(card.settings, label=label), card.versions)
    execute(shop.database, save_settings, command, actor=shop.actor)


def made(look: LabelLook, size: LabelSize, content: LabelContent = LONG) -> Layout:
    return address_label(replace(content, looks=((paper_key(size), look),)), size)


def box(element: object) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    match element:
        case Text(x, y, text, size, bold, right):
            width = text_width(text, size, bold=bold)
            return (x - width if right else x, y, x if right else x + width, y + size)
        case Rule(x, y, width, thickness):
            return x, y, x + width, y + thickness
        case Barcode(x, y, width, height, _) | Picture(x, y, width, height, _):
            return x, y, x + width, y + height
        case QrCode(x, y, size, _):
            return x, y, x + size, y + size
    raise TypeError(element)


@pytest.mark.parametrize("size", PAPERS, ids=paper_key)
@pytest.mark.parametrize("percent", [50, 100, 200])
def test_that_everything_stands_on_the_paper_and_over_nothing_else(size: LabelSize, percent: int) -> None:
    look = replace(ALL, blocks=tuple(replace(block, size=percent) for block in ALL.blocks))
    layout = made(look, size)
    boxes = sorted((box(one) for one in layout.elements), key=lambda one: one[1])
    for left, top, right, bottom in boxes:
        assert left >= 0 and top >= 0
        assert right <= layout.size.width + 0.1
        assert bottom <= layout.size.height + 0.1
    bars = next(box(one) for one in layout.elements if isinstance(one, Barcode))
    for one in layout.elements:
        if isinstance(one, Text):
            left, top, right, bottom = box(one)
            assert bottom <= bars[1] + 0.1 or top >= bars[3] - 0.1 or left >= bars[2] or right <= bars[0]
    assert picture(layout, 203).width > 0


def test_that_fields_stand_in_the_order_that_is_wished_and_others_are_left_out() -> None:
    fields = (LabelField.ORDER, LabelField.BARCODE, LabelField.RECIPIENT, LabelField.PAYMENT)
    layout = made(LabelLook(tuple(LabelBlock(field) for field in fields)), LabelSize(), replace(LONG, reprint=False))
    told = [one.text for one in layout.elements if isinstance(one, Text)]
    assert told[0] == LONG.order_number
    assert told[-1] == LONG.payment
    assert not any("Hurtownia" in line or "tel." in line for line in told)
    assert [type(one) for one in layout.elements if not isinstance(one, Text)] == [Barcode, Rule]


def test_that_a_field_twice_as_large_is_twice_as_high() -> None:
    high = []
    for percent in (100, 200):
        look = LabelLook((LabelBlock(LabelField.RECIPIENT), LabelBlock(LabelField.PAYMENT, percent)))
        elements = made(look, LabelSize(), replace(LONG, payment="12,50 PLN")).elements
        high += [one.size for one in elements if isinstance(one, Text) and one.text == "12,50 PLN"]
    assert high == [pytest.approx(4.2), pytest.approx(8.4)]


def test_that_a_reprint_says_so_whatever_the_look_leaves_out() -> None:
    layout = made(LabelLook((LabelBlock(LabelField.RECIPIENT),)), LabelSize(62, 0))
    assert any("DUPLIKAT" in one.text.upper() for one in layout.elements if isinstance(one, Text))


def test_that_a_look_is_kept_and_printed_on_its_own_paper_alone(shop: Shop) -> None:
    printer = AddPrinter("Z", PrinterKind.FILE, PrinterLanguage.ZPL, path="/nonexistent")
    execute(shop.database, add_printer, printer, actor=shop.actor)
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 1_000)).number
    plain = prepare_label(shop.database, number).payloads[0]
    look = LabelLook((LabelBlock(LabelField.RECIPIENT), LabelBlock(LabelField.WORDS)), "KRUCHE")
    save(shop, {"looks": {"100x50": stored_look(look)}})
    assert prepare_label(shop.database, number).payloads[0] == plain
    save(shop, {"looks": {"100x150": stored_look(look)}})
    own = prepare_label(shop.database, number).payloads[0]
    assert b"KRUCHE" in own and b"^BC" not in own
    with shop.database.read() as session:
        assert looks_of(settings.load(session).label) == {"100x150": look}


@pytest.mark.parametrize(
    ("blocks", "rule"),
    [
        ([["sender", 100]], "label_recipient"),
        ([["recipient", 100], ["recipient", 100]], "unknown"),
        ([["recipient", 10]], "label_size"),
        ([["recipient", 100], ["moon", 100]], "unknown"),
    ],
)
def test_that_a_look_that_cannot_be_is_refused_and_nothing_is_kept(shop: Shop, blocks: list[Any], rule: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        save(shop, {"looks": {"100x150": {"blocks": blocks, "words": ""}}})
    assert refused.value.details["rule"] == rule
    with shop.database.read() as session:
        assert settings.load(session).label == {}


def test_that_the_preview_is_of_the_order_that_is_labelled_next(shop: Shop) -> None:
    with shop.database.read() as session:
        assert next_to_label(session) is None
        assert sample_content(settings.load(session)).order_number == "ZAM 1/2026"
    flour, customer = shop.product(stock=90_000), shop.customer()
    first, second, third = (shop.place(customer, (flour, 1_000)).number for _ in range(3))
    shop.advance(second, "reserve", "pick", "issue")
    shop.advance(third, "reserve")
    with shop.database.read() as session:
        found = next_to_label(session)
        assert found is not None and found.row.number == second
        told = label_content(show_order(session, first), settings.load(session))
    assert told.payment == "60,15 PLN"
    assert default_look({"qr": True, "phone": False}).blocks[-2] == LabelBlock(LabelField.QR)
