"""Goods that a letter asks for: a line each, in a table, or in its sentences. The catalogue says which are meant."""

import re

from crm_desktop.intake.formats.goods_told import one_told, unit_told
from crm_desktop.intake.formats.html import text_of_html, with_goods
from crm_desktop.intake.records import WantedProduct

LONGEST = 20_000
MOST = 30
_CELLS = re.compile(r"\s*[\t|;]\s*| {3,}")
_TOLD = re.compile(r"^items\[(\d+)\]\[(sku|name|quantity)\]: (.*)$", re.MULTILINE)
_CODE = re.compile(r"\(?(?:#|SKU:?|kod:?|art\.?:?)\s*([\w./-]{2,40})\)?", re.IGNORECASE)
_PARTS = re.compile(r"[,;!?]\s+|(?<!\bszt)(?<!\bop)(?<!\bopak)(?<!\bkart)\.\s+|\s(?:i|oraz|and|und|a także)\s+|\n")
_DIGIT = re.compile(r"\d")
_STOPS = re.compile(
    r"\s(?:na|do|dla|w|we|od|po|proszę|prosimy|dziękuję|z dostawą|for|to|by|bis|für|please|bitte)\b.*$", re.I
)


def goods_asked(text: str, html: str = "") -> tuple[WantedProduct, ...]:
    """Each once; nothing where no number stands in it."""
    if not _DIGIT.search(text):
        return ()
    lines = [line.strip() for line in text[:LONGEST].split("\n")]
    counted = [line for line in lines if _DIGIT.search(line)]
    found = [*_in_table(html, lines)]
    found = found or [one for line in counted if (one := _in_line(line)) is not None]
    found = found or [one for part in _PARTS.split("\n".join(counted)) if (one := _in_sentence(part)) is not None]
    return tuple(dict.fromkeys(found[:MOST]))


def _in_line(line: str) -> WantedProduct | None:
    plain = line.strip(" \t•*-–·>.,;")
    return one_told(plain) if 4 <= len(plain) <= 120 else None


def _in_table(html: str, lines: list[str]) -> list[WantedProduct]:
    """Rows below a head that names a count and a code or a name."""
    if "<table" in html or "<TABLE" in html:
        told = text_of_html(html, labels=True)
    elif any(_CELLS.search(line) for line in lines):
        told = "\n".join(with_goods([_CELLS.sub(" \x02 ", line) for line in lines]))
    else:
        return []
    rows: dict[str, dict[str, str]] = {}
    for number, name, value in _TOLD.findall(told):
        rows.setdefault(number, {}).setdefault(name, value.strip())
    counted = [(_of_row(row), row.get("quantity", "")) for row in rows.values()]
    return [one for name, count in counted if name and (one := one_told(f"{count} x {name}")) is not None]


def _of_row(row: dict[str, str]) -> str:
    """Its code, which may stand in the name: "Mąka tortowa (#MK-1)"."""
    code = _CODE.search(row.get("name", ""))
    return row.get("sku") or (code[1] if code else row.get("name", ""))


def _in_sentence(part: str) -> WantedProduct | None:
    """ "poproszę 10 worków mąki tortowej na jutro": from the count up to where something else begins."""
    found = unit_told(part[:200])
    return one_told(_STOPS.sub("", f" {found}").strip()) if found else None
