"""Goods go out as a sheet and come in again without loss, on both databases."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.commands import dispatch
from crm_desktop.exchange.rules import Wrong, barcode_of, barcode_quantity, barcodes, yes_or_no
from crm_desktop.opening import open_company
from crm_desktop.work import execute
from db.models.catalogue import ProductBarcodeRow, ProductGroupRow, ProductRow
from db.session import Database
from db.vocabulary import VatRate
from tests.company import Shop

GOODS = (
    NewProduct("00123", 'Mąka „Złoty Kłos”; 25 kg, "tort"', 489_001, group="Mąki", subgroup="Pszenne", tracks_lots=True,
               barcodes=(("5901234123457", 1000), ("15901234123454", 12_000), ("W-7", 2_500)), weight_grams=25_300),
    NewProduct("=SUM(A1)", "-Olej", 12_340, unit="l", whole_units=False, vat_rate=VatRate.EXEMPT),
    NewProduct("+48", "@nazwa", 10, unit="opak.", vat_rate=VatRate.V5, group="Mąki", active=False),
    NewProduct("kg-1", "Cukier w całych kilogramach", 0, unit="kg", whole_units=True, vat_rate=VatRate.REVERSE),
)  # fmt: skip


def call(capsys: pytest.CaptureFixture[str], url: str, *words: str) -> tuple[int, Any]:
    capsys.readouterr()
    return dispatch.run([*words, "--json", "--db", url]), json.loads(capsys.readouterr().out)


def whole(database: Database) -> list[Any]:
    """All that a product is, but its key and version."""
    told = []
    with database.read() as session:
        groups = {row.id: row.name for row in session.scalars(select(ProductGroupRow))}
        for row in session.scalars(select(ProductRow).order_by(ProductRow.code)):
            codes = session.execute(
                select(ProductBarcodeRow.code, ProductBarcodeRow.quantity)
                .where(ProductBarcodeRow.product_id == row.id)
                .order_by(ProductBarcodeRow.code)
            )
            own = (row.code, row.name, groups.get(row.group_id or 0), groups.get(row.subgroup_id or 0), row.unit)
            rest = (row.whole_units, row.net_price, row.vat_rate, row.weight_grams, row.tracks_lots, row.active)
            told.append((*own, *rest, *map(tuple, codes)))
    return told


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_that_goods_go_out_and_come_in_again_without_loss(
    shop: Shop,
    database_url: str,
    sqlite_template: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    ending: str,
) -> None:
    for new in GOODS:
        execute(shop.database, add_product, new, actor=shop.actor)
    sheet = tmp_path / f"goods.{ending}"
    code, told = call(capsys, database_url, "export", "list", "products", "--out", str(sheet))
    assert (code, told["rows"]) == (0, 4)
    code, told = call(capsys, database_url, "import", "products", str(sheet))
    assert (code, told["same"], told["changed"], told["new"]) == (0, 4, 0, 0)
    other = tmp_path / "other.db"
    other.write_bytes(sqlite_template.read_bytes())
    code, told = call(capsys, f"sqlite:///{other}", "import", "products", str(sheet))
    assert (code, told["new"], told["faults"]) == (0, 4, [])
    copy = open_company(f"sqlite:///{other}")
    before, after = whole(shop.database), whole(copy)
    copy.close()
    plain = [(*row[:4], row[4].rstrip("."), *row[5:]) for row in before]
    assert after == plain


def test_that_nothing_in_an_exported_sheet_is_run(
    shop: Shop, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for new in GOODS:
        execute(shop.database, add_product, new, actor=shop.actor)
    call(capsys, database_url, "export", "list", "products", "--out", str(tmp_path / "g.csv"))
    call(capsys, database_url, "export", "list", "products", "--out", str(tmp_path / "g.xlsx"))
    text = (tmp_path / "g.csv").read_text(encoding="utf-8-sig")
    assert "'=SUM(A1),'-Olej," in text
    assert "+48,'@nazwa," in text
    cells = [cell for row in load_workbook(tmp_path / "g.xlsx").active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}


def test_that_stock_goes_out_as_it_comes_in(
    shop: Shop, database_url: str, sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    product = execute(shop.database, add_product, NewProduct("MK-1", "Mąka", 489_000), actor=shop.actor).product_id
    shop.receive(product, 9_000)
    goods, stock = tmp_path / "goods.csv", tmp_path / "stock.csv"
    call(capsys, database_url, "export", "list", "products", "--out", str(goods))
    code, told = call(capsys, database_url, "export", "list", "stock", "--out", str(stock))
    assert (code, told["rows"]) == (0, 1)
    other = tmp_path / "other.db"
    other.write_bytes(sqlite_template.read_bytes())
    assert call(capsys, f"sqlite:///{other}", "import", "products", str(goods))[0] == 0
    code, told = call(capsys, f"sqlite:///{other}", "import", "stock", str(stock))
    assert (code, told["new"], told["faults"]) == (0, 1, [])
    code, told = call(capsys, f"sqlite:///{other}", "stock", "show", "MK-1")
    assert told["rows"][0]["on_hand"] == "9"


def test_that_barcodes_may_tell_their_quantity() -> None:
    assert barcodes("5901234123457 15901234123454*12;W-7*2.5") == ("5901234123457", "15901234123454*12", "W-7*2.5")
    assert [(barcode_of(each), barcode_quantity(each)) for each in ("W-7*2.5", "W-7")] == [
        ("W-7", 2_500),
        ("W-7", 1_000),
    ]
    for wrong in ("5901234123458", "15901234123454*0", "15901234123454*x"):
        with pytest.raises(Wrong):
            barcodes(wrong)
    assert [yes_or_no(text) for text in ("Tak", "nie", "FAŁSZ", "1")] == [True, False, False, True]
    with pytest.raises(Wrong):
        yes_or_no("może")
