"""The fields of each list, the heads they are known by, and what a cell must hold. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from crm_desktop.customers.rules import nip_is_valid, normal_nip, normal_phone, sendable_email
from crm_desktop.exchange.records import What
from crm_desktop.folding import fold
from crm_desktop.money import PRICE_SCALE, QUANTITY_SCALE, divide_half_away
from db.vocabulary import VatRate


class Wrong(ValueError):
    """A cell breaks a rule; `rule` is a sentence of resources/words/…/importing.toml."""

    def __init__(self, rule: str, **values: Any) -> None:
        super().__init__(rule)
        self.rule, self.values = rule, values


Reader = Callable[[str, str], Any]
"""(text, decimal mark or "") -> the value. Raises Wrong."""


@dataclass(frozen=True, slots=True)
class Field:
    """`names` are heads as folded letters; `needed` on every row, `needed_for_new` on rows that make a record."""

    key: str
    names: frozenset[str]
    read: Reader
    needed: bool = False
    needed_for_new: bool = False


def squeezed(head: str) -> str:
    """ "Cena netto [zł]" -> "cenanetto": what heads are compared by."""
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", fold(head))
    return re.sub(r"[\W_]", "", plain) or re.sub(r"[\W_]", "", fold(head))


LARGEST = Decimal(10) ** 12
_CUT_SHORT = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)
_CURRENCY = re.compile(r"(zł|pln|eur|€|zl)\.?$", re.IGNORECASE)
_COUNTRIES = {"polska": "PL", "poland": "PL", "niemcy": "DE", "germany": "DE", "czechy": "CZ", "slowacja": "SK"}
_MEASURED = frozenset("kg g dag t l ml m mb cm mm m2 m3 km h godz kwh".split())
_VAT = {
    **{rate.value: rate for rate in VatRate},
    "-1": VatRate.EXEMPT,
    "-0.02": VatRate.OUTSIDE,
    "-0.03": VatRate.REVERSE,
    "0.23": VatRate.V23,
    "0.08": VatRate.V8,
    "0.05": VatRate.V5,
    "zwolniony": VatRate.EXEMPT,
    "nie podlega": VatRate.OUTSIDE,
    "odwrotne obciazenie": VatRate.REVERSE,
}


def number(text: str, decimal: str = "") -> Decimal:
    """ "1 234,50 zł", "1.234,50", "1,234.50" -> 1234.50. With `decimal` told, the other mark only groups."""
    plain = re.sub(r"[\s'’]", "", _CURRENCY.sub("", text.strip()).strip())
    mark = decimal or ("," if plain.rfind(",") > plain.rfind(".") else ".")
    other = "." if mark == "," else ","
    if plain.count(mark) > 1 and not decimal:  # 1.234.567: no mark of decimals stands twice
        mark, other = other, mark
    plain = plain.replace(other, "").replace(mark, ".")
    try:
        found = Decimal(plain)
    except InvalidOperation as fault:
        raise Wrong("not_a_number") from fault
    if not found.is_finite() or abs(found) >= LARGEST:
        raise Wrong("not_a_number")
    return found


def _scaled(text: str, decimal: str, scale: int) -> int:
    found = number(text, decimal)
    if found < 0:
        raise Wrong("negative")
    exact = found * scale
    top, bottom = exact.as_integer_ratio()
    return divide_half_away(top, bottom)


def price(text: str, decimal: str = "") -> int:
    """Ten-thousandths."""
    return _scaled(text, decimal, PRICE_SCALE)


def quantity(text: str, decimal: str = "") -> int:
    """Thousandths; finer ones are refused, since they would be lost."""
    if number(text, decimal) * QUANTITY_SCALE % 1:
        raise Wrong("too_fine")
    return _scaled(text, decimal, QUANTITY_SCALE)


def kilograms(text: str, decimal: str = "") -> int:
    """Grams."""
    return _scaled(re.sub(r"kg$", "", text.strip(), flags=re.IGNORECASE), decimal, 1000)


def words(longest: int) -> Reader:
    """Any text that fits."""

    def read(text: str, decimal: str = "") -> str:
        if len(text) > longest:
            raise Wrong("too_long", longest=longest)
        return text

    return read


def code(text: str, decimal: str = "") -> str:
    """As written, letter for letter; what a spreadsheet has cut to 5,9E+12 is no code any more."""
    if _CUT_SHORT.fullmatch(text):
        raise Wrong("cut_short")
    return str(words(80)(text, decimal))


def vat_rate(text: str, decimal: str = "") -> VatRate:
    """ "23", "23%", "0,23", "zw.", "np." """
    plain = fold(text).replace(",", ".").removesuffix("%").strip().rstrip(".")
    plain = re.sub(r"\.0+$", "", plain)
    found = _VAT.get(plain.rstrip("0") if "." in plain else plain)
    if found is None:
        raise Wrong("vat_rate")
    return found


def unit(text: str, decimal: str = "") -> str:
    """ "szt." -> "szt"."""
    plain = text.strip().rstrip(".")
    if len(plain) > 20 or not re.match(r"[^\W\d_]", plain):
        raise Wrong("unit")
    return plain


def is_whole(its_unit: str) -> bool:
    """Whether quantities in this unit have no fractions: pieces and boxes, not kilograms and metres."""
    return fold(its_unit) not in _MEASURED


def barcodes(text: str, decimal: str = "") -> tuple[str, ...]:
    """One code or several, each perhaps with its quantity: "5901234123457 15901234123454*12". An EAN must keep its
    check digit; a code with letters is the company's own."""
    from stdnum import ean  # only sheets with barcodes need it

    found = tuple(dict.fromkeys(part for part in re.split(r"[\s,;|]+", text) if part))
    if _CUT_SHORT.fullmatch(text.strip()):
        raise Wrong("cut_short")
    for each in found:
        own = barcode_of(each)
        if len(own) > 40 or (own.isdigit() and not ean.is_valid(own)):
            raise Wrong("ean")
        if "*" in each and quantity(each.rpartition("*")[2], ".") <= 0:
            raise Wrong("not_a_number")
    return found


def barcode_of(text: str) -> str:
    """ "15901234123454*12" -> "15901234123454"."""
    code, star, _ = text.rpartition("*")
    return code if star else text


def barcode_quantity(text: str) -> int:
    """Thousandths that one scan stands for."""
    _, star, much = text.rpartition("*")
    return quantity(much, ".") if star else QUANTITY_SCALE


def yes_or_no(text: str, decimal: str = "") -> bool:
    plain = fold(text).strip()
    if plain in ("1", "tak", "t", "true", "prawda", "yes", "y", "x"):
        return True
    if plain in ("0", "nie", "n", "false", "falsz", "no"):
        return False
    raise Wrong("yes_or_no")


def nip(text: str, decimal: str = "") -> str:
    plain = normal_nip(text)
    if re.fullmatch(r"[A-Z]{2}\w{2,18}", plain):
        return plain
    if not nip_is_valid(plain):
        raise Wrong("nip")
    return plain


def email(text: str, decimal: str = "") -> str:
    address = sendable_email(text)
    if address is None:
        raise Wrong("email")
    return address


def phone(text: str, decimal: str = "") -> str:
    if not normal_phone(text) or len(text) > 40:
        raise Wrong("phone")
    return text.strip()


def postal_code(text: str, decimal: str = "") -> str:
    """ "61001" -> "61-001"; the form of other countries is known to them alone (see `postal_fault`)."""
    plain = text.strip()
    if re.fullmatch(r"\d{5}", plain):
        return f"{plain[:2]}-{plain[2:]}"
    if len(plain) > 20:
        raise Wrong("postal_code")
    return plain


def country(text: str, decimal: str = "") -> str:
    """Two letters, or a name that is known."""
    plain = fold(text)
    found = _COUNTRIES.get(plain, plain.upper())
    if not re.fullmatch(r"[A-Z]{2}", found):
        raise Wrong("country")
    return found


def wrong_together(what: What, values: Mapping[str, Any]) -> tuple[str, Wrong] | None:
    """What single cells cannot tell: (field, what is wrong)."""
    if what is not What.CUSTOMERS or values.get("country", "PL") != "PL":
        return None
    its_code = values.get("postal_code", "")
    if its_code and not re.fullmatch(r"\d{2}-\d{3}", its_code):
        return "postal_code", Wrong("postal_code")
    return None


def joined(values: dict[str, Any]) -> dict[str, Any]:
    """House and flat of columns of their own stand behind the street: "Leśna", "3A", "7" -> "Leśna 3A/7"."""
    house, flat = values.pop("house", ""), values.pop("flat", "")
    number = "/".join(part for part in (house, flat) if part)
    if number:
        values["street"] = f"{values.get('street', '')} {number}".strip()
    return values


def _field(key: str, names: str, read: Reader, *, needed: bool = False, needed_for_new: bool = False) -> Field:
    return Field(key, frozenset(names.split()), read, needed, needed_for_new)


_CODES = (
    "kod symbol kodtowaru kodproduktu indeks symboltowaru symbolproduktu indekstowaru sku code itemcode productcode"
    " item itemno nrkatalogowy numerkatalogowy partnumber articleno"
)
_EANS = (
    "ean ean13 kodean kodkreskowy gtin barcode kodpaskowy kodykreskowe barcodes podstkodkreskowy podstawowykodkreskowy"
)
FIELDS: dict[What, tuple[Field, ...]] = {
    What.PRODUCTS: (
        _field("code", _CODES, code, needed=True),
        _field(
            "name", "nazwa nazwatowaru nazwaproduktu towar produkt name productname", words(250), needed_for_new=True
        ),
        _field(
            "net_price",
            "cenanetto cena cenasprzedazynetto netto netprice price unitprice cenahurtowa cenahurtowanetto"
            " cenahurtnetto cenadetnetto cenadetalicznanetto cenasprnetto cenasprzednetto",
            price,
        ),
        _field("vat_rate", "vat stawkavat stawka vatrate taxrate procentvat", vat_rate),
        _field("unit", "jm jednostka jednostkamiary unit uom miara podstjm podstawowajm podstjednostka", unit),
        _field("barcodes", _EANS, barcodes),
        _field("group", "grupa kategoria grupatowarowa grupatowarow group category", words(120)),
        _field("subgroup", "podgrupa podkategoria subgroup subcategory", words(120)),
        _field("weight_grams", "waga wagakg masa masakg weight weightkg wagabrutto waganetto", kilograms),
        _field("whole_units", "calesztuki calejednostki wholeunits", yes_or_no),
        _field("tracks_lots", "partie napartie trackslots", yes_or_no),
        _field("active", "aktywny active", yes_or_no),
    ),
    What.CUSTOMERS: (
        _field("code", "kod symbol akronim kodklienta kodkontrahenta code customercode customerno nrklienta", code),
        _field(
            "name",
            "nazwa nazwaklienta nazwakontrahenta kontrahent klient firma nazwafirmy odbiorca name customer company"
            " companyname customername nazwapelna",
            words(250),
            needed_for_new=True,
        ),
        _field("nip", "nip nipklienta vatid taxid vatno nreu", nip),
        _field("email", "email mail adresemail adresmailowy eadres emailaddress", email),
        _field("phone", "telefon tel nrtelefonu komorka phone mobile phonenumber telefon1 numertelefonu", phone),
        _field("street", "ulica adres ulicainumer ulicanr street address addressline1", words(250)),
        _field(
            "house", "nrdomu numerdomu nrdomulokalu numerdomulokalu nrbudynku nrposesji houseno housenumber", words(40)
        ),
        _field("flat", "nrlokalu numerlokalu nrmieszkania lokal flatno flatnumber", words(40)),
        _field("postal_code", "kodpocztowy pocztowy kodp postalcode zip zipcode postcode", postal_code),
        _field("city", "miasto miejscowosc poczta city town", words(120)),
        _field("country", "kraj kodkraju panstwo country countrycode", country),
        _field("group", "grupa kategoria grupaklientow grupakontrahentow group segment customergroup", words(120)),
        _field("region", "region wojewodztwo rejon", words(80)),
        _field("note", "uwagi notatka notatki opis komentarz note notes remarks comment", words(4000)),
    ),
    What.STOCK: (
        _field("code", f"{_CODES} {_EANS}", code, needed=True),
        _field(
            "quantity",
            "stan ilosc stanmagazynowy stanmag stanaktualny quantity qty onhand stock",
            quantity,
            needed=True,
        ),
        _field(
            "unit_cost",
            "cenazakupu cenazakupunetto koszt kosztjednostkowy cenamagazynowa cost unitcost purchaseprice",
            price,
        ),
        _field("warehouse", "magazyn kodmagazynu warehouse", words(20)),
        _field("shelf", "polka lokalizacja miejsce regal miejscemagazynowe shelf location bin", words(40)),
    ),
}


def known_heads(row: Sequence[str]) -> int:
    """How many cells of a row are heads that some list knows."""
    return sum(1 for cell in row if cell and squeezed(cell) in _ALL_NAMES)


_ALL_NAMES = frozenset(name for fields in FIELDS.values() for field in fields for name in field.names)


def match_columns(what: What, heads: Sequence[str], told: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field -> head: as told (an empty head leaves a field out), the rest by names that are known; a head once."""
    found = dict(told or {})
    taken = set(found.values())
    for field in FIELDS[what]:
        if field.key in found:
            continue
        head = next((head for head in heads if head not in taken and squeezed(head) in field.names), "")
        if head:
            found[field.key] = head
            taken.add(head)
    return {key: head for key, head in found.items() if head}
