"""What stands on the address label is the company's choice; a reprint says so where it is wished; on both databases."""

import base64
import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from crm_desktop import settings
from crm_desktop.customers.records import PostalAddress
from crm_desktop.orders.labelling import label_content, print_again
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.printing.layout import address_label
from crm_desktop.printing.queries import list_jobs
from crm_desktop.printing.records import AddPrinter, LabelSize
from crm_desktop.printing.service import add_printer
from crm_desktop.printing.shapes import Picture, QrCode, Text
from crm_desktop.work import execute
from db.models.leaving import PrintJobRow
from db.vocabulary import PrinterKind, PrinterLanguage
from tests.company import Shop

SIZES = [LabelSize(100, 150), LabelSize(100, 50), LabelSize(62, 0)]


def configure(shop: Shop, **changed: Any) -> None:
    with shop.database.write() as session:
        configured = settings.load(session)
        company = replace(configured.company, name="Młyn Górny", street="Młyńska 1")
        settings.store(session, replace(configured, company=company, **changed))
        session.commit()


def placed(shop: Shop) -> str:
    address = PostalAddress("Sklep", "ul. Długa 5", "00-001", "Warszawa", "PL", "601202303")
    line = NewLine(shop.product(stock=9_000), 1_000)
    order = PlaceOrder(shop.customer(), (line,), address=address, note="Paleta zwrotna")
    return execute(shop.database, place_order, order, actor=shop.actor).number


def words(shop: Shop, number: str, size: LabelSize, *, reprint: bool = False) -> str:
    with shop.database.read() as session:
        content = label_content(show_order(session, number), settings.load(session), reprint=reprint)
    return " ".join(one.text for one in address_label(content, size).elements if isinstance(one, Text))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_that_sender_phone_and_note_stand_on_the_label_unless_they_are_left_out(shop: Shop, size: LabelSize) -> None:
    number = placed(shop)
    configure(shop)
    for said in ("Młyn Górny", "601202303", "Paleta", "Sklep"):
        assert said in words(shop, number, size)
    configure(shop, label={"sender": False, "phone": False, "note": False})
    told = words(shop, number, size)
    assert "Sklep" in told and number in told
    for left_out in ("Młyn Górny", "Nadawca", "601202303", "Paleta"):
        assert left_out not in told


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_that_a_reprint_says_so_where_the_company_wishes_it(shop: Shop, size: LabelSize) -> None:
    number = placed(shop)
    assert "DUPLIKAT" in words(shop, number, size, reprint=True).upper()
    assert "DUPLIKAT" not in words(shop, number, size).upper()
    configure(shop, reprint_marked=False)
    assert "DUPLIKAT" not in words(shop, number, size, reprint=True).upper()


def test_that_logo_and_qr_code_are_printed_where_wished_and_a_broken_logo_stops_no_label(shop: Shop) -> None:
    number, out = placed(shop), io.BytesIO()
    Image.new("1", (40, 20), 0).save(out, "PNG")
    logo = out.getvalue()
    found = []
    for encoded in (base64.b64encode(logo).decode(), "to nie jest base64!"):
        configure(shop, label={"logo": encoded, "qr": True})
        with shop.database.read() as session:
            content = label_content(show_order(session, number), settings.load(session))
        found.append(address_label(content, LabelSize(100, 150)).elements)
    assert [one.content for one in found[0] if isinstance(one, Picture)] == [logo]
    assert [one.text for one in found[0] if isinstance(one, QrCode)] == [number]
    assert not any(isinstance(one, Picture) for one in found[1])


def test_that_a_label_printed_again_is_the_first_one_with_its_mark(shop: Shop) -> None:
    command = AddPrinter("Z", PrinterKind.FILE, PrinterLanguage.ZPL, path="/nonexistent")
    execute(shop.database, add_printer, command, actor=shop.actor)
    number = placed(shop)
    shop.advance(number, "reserve", "pick", "issue", "label")
    print_again(shop.database, number, printer="Z", actor=shop.actor)
    configure(shop, reprint_marked=False)
    with shop.database.read() as session:
        first, again = sorted(job.job_id for job in list_jobs(session))
        rows = [session.get_one(PrintJobRow, job_id) for job_id in (first, again)]
        assert rows[1].reprint_of_id == first
        assert rows[0].payload != rows[1].payload and b"DUPLIKAT" in rows[1].payload.upper()
