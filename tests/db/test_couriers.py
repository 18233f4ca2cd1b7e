"""Files for couriers' programs and couriers' own labels, on both databases."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import ImageChops

from crm_desktop.customers.records import PostalAddress
from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.orders.advance import advance
from crm_desktop.orders.courier_files import (
    READY,
    CourierColumn,
    CourierFaults,
    CourierFile,
    CourierTemplate,
    courier_file,
    courier_template,
    list_courier_templates,
    save_courier_template,
    waiting_for,
)
from crm_desktop.orders.courier_label import DONE, print_courier_label, print_folder
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.printing.courier_labels import NoLabel, WrongPrinter
from crm_desktop.printing.queries import list_jobs
from crm_desktop.printing.records import AddPrinter
from crm_desktop.printing.service import add_printer
from crm_desktop.work import execute
from db.models.leaving import PrintJobRow
from db.vocabulary import OrderStep, PrinterKind, PrinterLanguage
from tests.company import Shop
from tests.zpl import drawn


def labelled(
    shop: Shop, *, phone: str = "+48 601 202 303", name: str = "Sklep „Łąka”", delivery: str = "kurier DPD"
) -> str:
    address = PostalAddress(name, "ul. 3 Maja 12a/7", "61-001", "Poznań", "PL", phone)
    product = shop.product(f"P-{name}-{phone}-{delivery}", stock=9_000)
    order = PlaceOrder(
        shop.customer(name, email="s@laka.example"),
        (NewLine(product, 2_000),),
        address=address,
        delivery=delivery,
        payment="za pobraniem",
        note="=1+1\nwejście od podwórza",
    )
    number = execute(shop.database, place_order, order, actor=shop.actor).number
    shop.advance(number, "reserve", "pick", "issue")
    advance(shop.database, number, OrderStep.LABEL, actor=shop.actor, parcels=2, weight_grams=12_500)
    return number


def made(shop: Shop, template: CourierTemplate, *numbers: str, skip: bool = False) -> CourierFile:
    with shop.database.read() as session:
        return courier_file(session, template, numbers, skip_faulty=skip)


def rows_of(template: CourierTemplate, content: bytes) -> list[dict[str, str]]:
    text = content.decode(template.encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=template.delimiter))


@pytest.mark.parametrize("template", READY, ids=lambda one: one.name)
def test_that_each_ready_file_tells_the_courier_whom_where_and_how_much(shop: Shop, template: CourierTemplate) -> None:
    number = labelled(shop)
    (row,) = rows_of(template, made(shop, template, number).content)
    told = set(row.values())
    assert {"Sklep „Łąka”", "61-001", "Poznań", "+48 601 202 303", number, "120.29"} <= told
    assert list(row) == [column.title for column in template.columns]


def test_that_street_house_and_flat_parcels_weight_and_a_note_stand_apart(shop: Shop) -> None:
    number = labelled(shop)
    (row,) = rows_of(READY[1], made(shop, READY[1], number).content)
    assert (row["Ulica"], row["Numer domu"], row["Numer lokalu"]) == ("ul. 3 Maja", "12a", "7")
    assert (row["Liczba paczek"], row["Waga kg"]) == ("2", "12.5")
    assert row["Uwagi"] == "'=1+1 wejście od podwórza"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-1+1|x", "'-1+1|x"),
        ('"; =1+1;"\r\nDPD', '"; =1+1;" DPD'),
        ("\t@SUM(A1)", "'@SUM(A1)"),
    ],
)
def test_that_a_name_runs_nothing_in_a_spreadsheet_and_makes_no_column_or_row(
    shop: Shop, name: str, written: str
) -> None:
    for template in READY:
        number = labelled(shop, name=name, phone="+48 601 202 303", delivery=template.carrier)
        (row,) = rows_of(template, made(shop, template, number).content)
        assert {written, "+48 601 202 303"} <= set(row.values())
        assert list(row) == [column.title for column in template.columns]


def test_that_all_that_is_missing_or_cannot_be_written_is_told_at_once_and_may_be_skipped(shop: Shop) -> None:
    good, dumb, foreign = labelled(shop), labelled(shop, phone=""), labelled(shop, name="Крамниця")
    with pytest.raises(CourierFaults) as refused:
        made(shop, READY[1], good, dumb, foreign)
    assert refused.value.details["faults"] == [
        {"order": dumb, "column": "Telefon", "value": ""},
        {"order": foreign, "column": "Nazwa odbiorcy", "value": "Крамниця"},
    ]
    some = made(shop, READY[1], good, dumb, foreign, skip=True)
    assert (some.orders, some.left_out) == ((good,), (dumb, foreign))
    assert len(rows_of(READY[1], some.content)) == 1


def test_that_those_wait_whose_delivery_names_the_courier_and_that_were_not_handed_over(shop: Shop) -> None:
    first, other, gone = labelled(shop), labelled(shop, delivery="InPost"), labelled(shop, phone="1")
    shop.advance(gone, "hand_over")
    with shop.database.read() as session:
        assert (waiting_for(session, "DPD"), waiting_for(session, "inpost")) == ([first], [other])
        assert waiting_for(session, "%") == []


def test_that_a_companys_own_columns_take_the_place_of_the_ready_ones(shop: Shop) -> None:
    columns = (CourierColumn("Kto", "{name} ({order})"), CourierColumn("Usługa", "STANDARD"))
    own = CourierTemplate("dpd", "DPD", columns, delimiter=",", heading=False)
    execute(shop.database, save_courier_template, own, actor=shop.actor)
    with shop.database.read() as session:
        assert [one.name for one in list_courier_templates(session)] == ["dpd", "InPost", "DHL"]
        found = courier_template(session, "DPD")
    number = labelled(shop)
    assert made(shop, found, number).content.decode() == f"Sklep „Łąka” ({number}),STANDARD\r\n"
    wrong = [
        (own, StaleRecord),
        (replace(found, columns=(CourierColumn("x", "{cena}"),)), InvalidValue),
        (replace(found, delimiter="x"), InvalidValue),
        (replace(found, encoding="ascii"), InvalidValue),
        (replace(found, columns=()), InvalidValue),
    ]
    for command, refusal in wrong:
        with pytest.raises(refusal):
            execute(shop.database, save_courier_template, command, actor=shop.actor)
    with shop.database.read() as session:
        assert courier_template(session, "dpd") == found
        with pytest.raises(NotFound):
            courier_template(session, "GLS")


def printer(shop: Shop, folder: Path, language: PrinterLanguage, **told: int) -> str:
    command = AddPrinter(language.value, PrinterKind.FILE, language, path=str(folder), **told)
    return execute(shop.database, add_printer, command, actor=shop.actor).name


def label_pdf(pages: int, *, width: float, height: float, x: float, y: float) -> bytes:
    """A page of `width` × `height` mm with a black frame of 100 × 150 mm at x, y from its top left."""
    from reportlab.pdfgen.canvas import Canvas

    mm = 72 / 25.4
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width * mm, height * mm))
    for page in range(pages):
        canvas.setLineWidth(3)
        canvas.rect((x + 1) * mm, (height - y - 149) * mm, 98 * mm, 148 * mm)
        canvas.setFont("Helvetica", 40)
        canvas.drawString((x + 10) * mm, (height - y - 60) * mm, f"PAGE {page + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def payloads(shop: Shop) -> list[bytes]:
    with shop.database.read() as session:
        jobs = sorted(job.job_id for job in list_jobs(session))
        return [session.get_one(PrintJobRow, job_id).payload for job_id in jobs]


def test_that_a_couriers_pdf_of_a4_comes_out_of_a_label_printer_as_large_as_the_label(
    shop: Shop, tmp_path: Path
) -> None:
    """Only what is printed on the A4 page is taken; each page is a label."""
    number, file = labelled(shop), tmp_path / "etykieta.pdf"
    before = len(payloads(shop))
    file.write_bytes(label_pdf(2, width=210, height=297, x=5, y=5))
    name = printer(shop, tmp_path / "out", PrinterLanguage.ZPL)
    done = print_courier_label(shop.database, number, file, printer=name, actor=shop.actor)
    found = payloads(shop)[before:]
    assert (done.jobs, len(found)) == (2, 2)
    pictures = drawn([(payload, 101.5, 152.25, 8) for payload in found])
    for image in pictures:
        assert image.size == (812, 1218)
        left, top, right, bottom = ImageChops.invert(image.convert("L")).getbbox()
        assert left < 20 and top < 30 and right > 780 and bottom > 1180
    assert pictures[0].tobytes() != pictures[1].tobytes()


def test_that_a_pdf_goes_untouched_to_a_pdf_queue_and_zpl_to_a_zpl_printer_alone(shop: Shop, tmp_path: Path) -> None:
    number = labelled(shop)
    before = len(payloads(shop))
    pdf, zpl = tmp_path / "a.pdf", tmp_path / "a.zpl"
    pdf.write_bytes(label_pdf(1, width=105, height=148, x=0, y=0))
    zpl.write_bytes(b"^XA^FO20,20^FDkurier^FS^XZ")
    queues = {language: printer(shop, tmp_path / language.value, language) for language in PrinterLanguage}
    print_courier_label(shop.database, number, pdf, printer=queues[PrinterLanguage.PDF], actor=shop.actor)
    print_courier_label(shop.database, number, zpl, printer=queues[PrinterLanguage.ZPL], actor=shop.actor)
    assert payloads(shop)[before:] == [pdf.read_bytes(), zpl.read_bytes()]
    for language in (PrinterLanguage.PDF, PrinterLanguage.TSPL, PrinterLanguage.ESCPOS):
        with pytest.raises(WrongPrinter):
            print_courier_label(shop.database, number, zpl, printer=queues[language], actor=shop.actor)
    for language in (PrinterLanguage.TSPL, PrinterLanguage.ESCPOS):
        print_courier_label(shop.database, number, pdf, printer=queues[language], actor=shop.actor)
        assert not payloads(shop)[-1].startswith(b"%PDF")
    assert len(payloads(shop)) == before + 4


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.4 broken", b"^XA no end"])
def test_that_what_is_no_label_is_refused_and_nothing_is_queued(shop: Shop, tmp_path: Path, content: bytes) -> None:
    number, file = labelled(shop), tmp_path / "x.pdf"
    file.write_bytes(content)
    name = printer(shop, tmp_path / "out", PrinterLanguage.ZPL)
    before = payloads(shop)
    with pytest.raises(NoLabel):
        print_courier_label(shop.database, number, file, printer=name, actor=shop.actor)
    assert payloads(shop) == before


def test_that_labels_of_a_folder_are_queued_once_and_moved_aside(shop: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "kurier"
    folder.mkdir()
    for name in ("2.zpl", "1.zpl"):
        (folder / name).write_bytes(b"^XA^FD" + name.encode() + b"^FS^XZ")
    (folder / "notatka.docx").write_bytes(b"x")
    queue = printer(shop, tmp_path / "out", PrinterLanguage.ZPL)
    done = print_folder(shop.database, folder, printer=queue, actor=shop.actor)
    assert [one.file for one in done] == ["1.zpl", "2.zpl"]
    assert print_folder(shop.database, folder, printer=queue, actor=shop.actor) == []
    assert sorted(one.name for one in (folder / DONE).iterdir()) == ["1.zpl", "2.zpl"]
    assert payloads(shop) == [b"^XA^FD1.zpl^FS^XZ", b"^XA^FD2.zpl^FS^XZ"]
    with pytest.raises(NotFound):
        print_folder(shop.database, tmp_path / "nie ma", printer=queue, actor=shop.actor)
