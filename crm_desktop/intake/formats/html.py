"""HTML of a mail -> text as it is read; rows of a table and bold labels keep saying whose value is whose."""

import re
from html import unescape

from crm_desktop.intake.field_maps import MEANINGS, meaning_of, squeezed

_GONE = re.compile(r"<(style|script|head|title)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_QUOTE = re.compile(r"<(/?)blockquote\b[^>]*>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]\s*>\s*(?=<t[dh]\b)", re.IGNORECASE)
_LABEL = re.compile(
    r"<(b|strong|th|h[1-6]|label|dt)\b[^>]*>((?:(?!</?\1\b).){1,400}?)</\1\s*>", re.IGNORECASE | re.DOTALL
)
_BOLD = re.compile(
    r"<(td|p|span|div|font)\b[^>]*font-weight:\s*(?:bold|[6-9]00)[^>]*>((?:(?!</?\1\b).){1,400}?)</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_LINE = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6]|/table|hr|/dt|/dd|/label|p|div|tr|table|li)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>?")
_BLANKS = re.compile(r"[ \t\xa0\u200b\u2007\u202f\ufeff]+")
MOST = 2_000_000


def text_of_html(html: str, *, labels: bool = False) -> str:
    """`labels`: a line that is a heading or bold alone is a label (ends in a colon), and so is a row's first cell."""
    text = _COMMENT.sub(" ", _GONE.sub(" ", html[:MOST]))
    text = re.sub(r"[\r\n]+", " ", text)
    text = _CELL_END.sub(" \x02 " if labels else " ", text)
    if labels:
        if "font-weight" in text:
            text = _BOLD.sub(lambda found: found[0].replace(found[2], _as_label(found[2])), text)
        text = _LABEL.sub(lambda found: _as_label(found[2]), text)
    text = _QUOTE.sub(lambda found: "\n\x04\n" if found[1] else "\n\x03\n", text)
    text = unescape(_TAG.sub("", _LINE.sub("\n", text)))
    lines = [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    return _quoted([_row(line) for line in with_goods(lines)] if labels else lines)


def with_goods(lines: list[str]) -> list[str]:
    """Rows of a table of goods under its head ("Kod", "Ilość"), each as the fields of a line."""
    names: list[str] = []
    told: list[str] = []
    number = 0
    for line in lines:
        cells = [cell.strip(" \x01:") for cell in line.split("\x02")] if "\x02" in line else []
        head = [_column(cell) for cell in cells]
        if "quantity" in head and {"sku", "name"} & set(head):
            names = head
        elif names and len(cells) == len(names):
            told += [
                f"items[{number}][{name}]: {cell}" for name, cell in zip(names, cells, strict=True) if name and cell
            ]
            told += [f"{cell}" for name, cell in zip(names, cells, strict=True) if not name and cell]
            number += 1
        else:
            names = names if cells or not line else []
            told.append(line)
    return told


def _column(head: str) -> str:
    plain = squeezed(head)
    if plain in ("cena", "price", "cenajednostkowa", "unitprice", "preis", "cenanetto", "cenabrutto"):
        return "price"
    if plain in ("nazwa", "name", "produkt", "product", "towar", "nazwatowaru", "nazwaproduktu", "artikel", "opis"):
        return "name"
    if plain in ("kod", "sku", "code", "symbol", "indeks", "ean", "kodproduktu", "kodtowaru", "artikelnummer"):
        return "sku"
    return "quantity" if MEANINGS.get(plain) == "quantity" else ""


def _as_label(inner: str) -> str:
    """Marked, so that what is bold alone in its line can be told from a bold word in a sentence."""
    return f"\x01{inner}\x01"


def _row(line: str) -> str:
    cells = [cell.strip(" \x01") for cell in line.split("\x02")]
    filled = [cell for cell in cells if cell]
    if len(filled) == 2:
        return f"{filled[0].rstrip(':')}: {filled[1]}"
    if len(filled) > 2 and len(cells) % 2 == 0 and all(meaning_of(cell, {}) for cell in cells[::2]):
        pairs = zip(cells[::2], cells[1::2], strict=True)
        return "\n".join(f"{label.rstrip(':')}: {value}" for label, value in pairs)
    only = line.replace("\x02", " ").strip()
    if only.count("\x01") == 2 and only.startswith("\x01"):
        label, _, value = only[1:].partition("\x01")
        return f"{label.strip().rstrip(':')}: {value.strip(' :')}".rstrip()
    return only.replace("\x01", "")


def _quoted(lines: list[str]) -> str:
    """What a blockquote holds begins with `>`, as in plain mail."""
    depth, told = 0, []
    for line in lines:
        if line == "\x03":
            depth += 1
        elif line == "\x04":
            depth = max(0, depth - 1)
        else:
            told.append(f"{'>' * min(depth, 5)} {line}".rstrip() if depth else line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(told)).strip()
