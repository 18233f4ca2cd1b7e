"""The fields of each sheet of history, and the heads they are known by where no map is given. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm_desktop.exchange.history.records import Past
from crm_desktop.exchange.rules import squeezed


@dataclass(frozen=True, slots=True)
class PastField:
    """`longest` characters of a text; `instead` is the field that may be given in place of a needed one."""

    key: str
    names: frozenset[str]
    needed: bool = False
    instead: str = ""
    longest: int = 120


def _field(key: str, names: str, *, needed: bool = False, instead: str = "", longest: int = 120) -> PastField:
    return PastField(key, frozenset({key.replace("_", ""), *names.split()}), needed, instead, longest)


_CUSTOMER = "klient kontrahent nabywca odbiorca customerid customername kodklienta account client"
_WHO = (
    _field("customer", _CUSTOMER, longest=80),
    _field("customer_group", "grupaklientow grupakontrahentow segment segmentklienta"),
    _field("country", "kraj"),
    _field("region", "wojewodztwo rejon"),
    _field("employee", "handlowiec pracownik sprzedawca salesagent salesperson salesrep", longest=60),
    _field("channel", "kanal kanalsprzedazy"),
)
FIELDS: dict[Past, tuple[PastField, ...]] = {
    Past.SALES: (
        _field(
            "document",
            "dokument numer numerdokumentu nrdokumentu faktura invoice invoiceno orderid ordernumber",
            needed=True,
            longest=56,
        ),
        _field(
            "date",
            "data datasprzedazy datawystawienia datawyst datadok datadokumentu orderdate invoicedate",
            needed=True,
        ),
        _field(
            "product_code", "kod kodtowaru symbol indeks towar productid stockcode sku product", needed=True, longest=80
        ),
        _field("quantity", "ilosc qty", needed=True),
        _field("unit_price", "cena cenanetto price", needed=True, instead="value"),
        _field("value", "wartosc wartoscnetto netto sales amount"),
        _field("product_name", "nazwa nazwatowaru opis description", longest=250),
        _field("product_group", "grupa grupatowarow kategoria category"),
        _field("product_subgroup", "podgrupa podkategoria subcategory"),
        *_WHO,
        _field("warehouse", "magazyn"),
        _field("discount", "rabat upust"),
        _field("cost", "koszt"),
        _field("unit_cost", "kosztjednostkowy cenazakupu"),
        _field("vat_rate", "vat stawkavat stawka taxrate"),
        _field("currency", "waluta kodwaluty currencycode"),
    ),
    Past.PIPELINE: (
        _field("number", "numer nr id opportunity opportunityid", needed=True),
        _field("stage", "etap status dealstage", needed=True),
        _field("opened", "otwarto dataotwarcia engagedate created", longest=40),
        _field("closed", "zamknieto datazamkniecia closedate", longest=40),
        *(field for field in _WHO if field.key != "country"),
        _field("product", "towar produkt", longest=80),
        _field("campaign", "kampania", longest=80),
        _field("value", "wartosc closevalue amount"),
        _field("lost_reason", "powod powodutraty przyczyna reason"),
    ),
    Past.EXPENSES: (
        _field("date", "data dzien day", needed=True),
        _field("amount", "kwota wartosc netto koszt cost value", needed=True),
        _field("kind", "rodzaj typ type"),
        _field("campaign", "kampania", longest=80),
        _field("customer", _CUSTOMER, longest=80),
        _field("order", "zamowienie numerzamowienia ordernumber"),
        _field("product_group", "grupa grupatowarow"),
        _field("employee", "pracownik handlowiec", longest=60),
        _field("text", "opis uwagi tresc description note", longest=250),
        _field("currency", "waluta kodwaluty currencycode"),
    ),
}


def match_heads(what: Past, heads: Sequence[str], told: Mapping[str, str]) -> dict[str, str]:
    """Field -> head. With a map: what it tells, and heads that bear a field's very name; without: names that are known.

    A guess beside a map could take a column for what its owner has left out on purpose.
    """
    found = dict(told)
    taken = set(found.values())
    for field in FIELDS[what]:
        if field.key in found:
            continue
        fits = (lambda head, key=field.key: head == key) if told else (lambda head, f=field: squeezed(head) in f.names)
        head = next((head for head in heads if head and head not in taken and fits(head)), "")
        if head:
            found[field.key] = head
            taken.add(head)
    return {key: head for key, head in found.items() if head}
