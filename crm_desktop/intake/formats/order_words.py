"""What the key of an order or of its line means, by the words it is put together of (pl, en, de)."""

import re
from functools import lru_cache

from crm_desktop.folding import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


QUANTITY = _set(
    "ilosc ilosci qty quantity quantities menge anzahl sztuk szt count stuckzahl stueckzahl pieces pcs ile liczba stuck"
    " stueck qnt zamowiono units stk"
)
CODE = _set(
    "sku model code codes kod symbol indeks index artnr artikelnummer artikelnr mpn katalogowy catalog"
    " catalogue catalogo"
)
BARCODE = _set("ean ean13 gtin barcode barcodes kreskowy upc")
NAME = _set("name nazwa title tytul description opis bezeichnung beschreibung label titel naam")
GOODS = _set(
    "towar towaru product products produkt produktu item article artikel artykul artykulu ware goods position pozycja"
    " pozycji variant wariant produkty towary part"
)
LISTS = _set(
    "items item lines line lineitems products product produkty produkt pozycje pozycja towary towar cart koszyk basket"
    " warenkorb orderlines orderitems positions position positionen rows row wiersze wiersz articles article artikel"
    " artykuly zakupy goods details entries contents elements elementy skladniki zamowione ordered bestellpositionen"
    " orderline orderitem lineitem listapozycji zawartosc linie linia"
)
PRICE = _set("price prices cena ceny preis einzelpreis stuckpreis stueckpreis cost")
NET = _set("net netto excl excluding exclusive ex without bez nett exkl")
GROSS = _set("gross brutto incl including inclusive with inkl ttc brut mit z")
VAT = _set("vat tax mwst ust vatrate taxrate stawka steuer steuersatz podatek taxes mehrwertsteuer podatku")
TOTAL = _set(
    "total totals sum suma wartosc razem value gesamt gesamtpreis summe subtotal betrag amount gesamtbetrag kwota"
    " endbetrag gesamtsumme lacznie zaplaty due worth payable grand ogolem"
)
MONEY_ALONE = _set("amount value kwota betrag wert wartosc")
ORDER = _set(
    "order orders zamowienie zamowienia zam bestellung bestell bestellungs auftrag auftrags purchaseorder po zk"
    " zlecenie zlecenia"
    " purchase"
)
NUMBER = _set(
    "number numer nr no num nummer id ref reference referenz referencja identifier sygnatura key code kod symbol"
)
SHIPPING = _set(
    "shipping delivery dostawa dostawy wysylka wysylki versand lieferung versandkosten porto freight"
    " przesylka przesylki"
    " transport shipment kurier courier dostawe wysylke przesylke deliver postage liefer carriage lieferkosten"
    " transportu"
)
PAYMENT = _set("payment platnosc platnosci zaplata zahlung zahlungsart zahlungsweise pay paid platnosci")
METHOD = _set(
    "method metoda sposob type name nazwa carrier kurier przewoznik art weise forma service provider typ rodzaj"
)
DISCOUNT = _set("discount discounts rabat rabaty rabatt znizka znizki upust coupon voucher kupon gutschein nachlass")
FEE = _set("fee fees oplata oplaty gebuhr gebuehr surcharge prowizja doplata pobranie cod handling zuschlag")
CURRENCY = _set("currency waluta wahrung waehrung currencycode")
SELLER = _set(
    "seller sprzedawca sprzedawcy supplier dostawca dostawcy vendor verkaufer merchant store sklep shop nadawca"
)
PERSON = _set(
    "customer klient klienta kunde kunden client buyer nabywca nabywcy kupujacy kontrahent kontrahenta odbiorca firma"
    " company first last imie nazwisko contact kontakt email mail user billing name2 kaufer"
)
PAPERS = _set(
    "invoice faktura faktury fv rechnung quote quotation offer oferta oferty angebot inquiry enquiry zapytanie anfrage"
    " rfq return zwrot reklamacja complaint rma wz proforma paragon receipt creditnote korekta gutschrift estimate"
    " wishlist abandoned porzucony lieferschein lieferscheinnummer invoices rechnungs rechnungen faktur"
    " angebots angebote"
    " offers quotes estimates anfragen anfrage retoure retouren reklamations reklamationen zapytania inquiries returns"
    " reklamacje reklamacja zwrotu zwroty complaints"
)
"""What has goods and prices as well, and is no order."""
PAPERS_TOLD = re.compile(
    r"\b(?:invoice|faktur|rechnung|quot|offer|ofert|angebot|inquir|enquir|zapytan|anfrag|return|zwrot|reklamac|complaint|rma"
    r"|rfq|zgloszeni|proforma|paragon|receipt|korekt|gutschrift|abandon|porzucon|lieferschein|wishlist|estimate)"
)
OURS = _set("supplier seller sellers sprzedawcy dostawcy vendor our nasz lieferanten")
THEIRS = _set("buyer buyers nabywcy klienta customer kunden client")
OFF = re.compile(r"cancel|anulow|storno|storniert|refund|void|declin|abgelehnt|odrzuc")
OFF_EVENT = re.compile(r"(?:order|zamowieni\w*|bestellung)[._/: -]*(?:cancel|anulow|storn|delet|refund|usun)")
ORDERED = re.compile(r"order|zamowieni|bestell|auftrag|purchase")
COMPLAINT = _set("reklamacja reklamacji zwrot zwrotu complaint rma usterka usterki wada reklamation")
FILLING = _set(
    "unit units jednostkowa jednostkowy jednostka per each za the of ordered zamowiona zamowionych line"
    " wiersz order rate"
    " percent percentage anschrift adresse adres address procent prozent jm j m klucz pln zl eur in my our your"
    " customer klienta shop sku single final pojedyncza"
    " stk ordered czesci kg satz data datum date zamawiajacy besteller beleg jedn koszt koszty"
    " jednostkowe sprzedazy kosten charge"
)
_ALL = (
    QUANTITY | CODE | BARCODE | NAME | GOODS | PRICE | NET | GROSS | VAT | TOTAL | ORDER | NUMBER | SHIPPING | PAYMENT
)
_ALL |= METHOD | DISCOUNT | FEE | CURRENCY | SELLER | PERSON | FILLING | LISTS | PAPERS
_ALL |= COMPLAINT
_LONG = sorted((word for word in _ALL if len(word) > 1), key=len, reverse=True)
_COMPOUND = re.compile(f"(?:{'|'.join(_LONG)})+")
_ONE = re.compile("|".join(_LONG))


def _apart(chunk: str) -> list[str]:
    """ "cenaNetto" -> "cena", "netto"."""
    return fold(re.sub(r"(?<=[a-ząćęłńóśźż0-9])(?=[A-ZĄĆĘŁŃÓŚŹŻ])|(?<=[A-Z])(?=[A-Z][a-z])", " ", chunk)).split()


@lru_cache(maxsize=8_192)
def words_of(key: str) -> frozenset[str]:
    """ "cenaNetto", "cena_netto", "Cena netto", "cenanetto" -> {"cena", "netto"}."""
    found: set[str] = set()
    chunks = re.findall(r"[^\W_]+", key)
    for word in [one for chunk in chunks for one in ([fold(chunk)] if fold(chunk) in _ALL else _apart(chunk))]:
        if word not in _ALL and len(word) <= 40 and _COMPOUND.fullmatch(word):
            found |= set(_ONE.findall(word))
        else:
            found.add(word)
    return frozenset(found)


_PLACES = _set("position pozycja pozycji products items positions produkty towary")
_NOT_OF_GOODS = _set(
    "unit jm jednostka jednostki category kategoria brand marka producent manufacturer group grupa option options"
    " attribute attributes status image file color kolor magazyn pocztowy postal post zip plz warehouse einheit"
    " customer klient klienta kunde"
)
_OF_ONE = _set("unit jednostkowa jednostkowy each per einzel szt sztuke")


@lru_cache(maxsize=8_192)
def part_of_line(key: str) -> str:
    """quantity, code, barcode, goods_id, id, name, price, net, gross, total, total_net, total_gross, rate, tax"
    " or ""."""
    told = words_of(key)
    if told & DISCOUNT or told & SHIPPING or told & (CURRENCY | COMPLAINT):
        return ""
    money = _money(told)
    if money:
        return money
    if told & _NOT_OF_GOODS:
        return ""
    if told & QUANTITY:
        return "quantity"
    if told & BARCODE:
        return "barcode"
    if told in ({"art", "nr"}, {"art", "no"}) or (told & CODE and not told & VAT):
        return "code"
    if told & (GOODS | {"identification"}) and told & NUMBER:
        return "goods_id" if told & {"id"} else "code"
    if told & NAME or (told & GOODS and len(told) == 1 and not told & _PLACES):
        return "name"
    return "id" if told in ({"id"}, {"ref"}, {"reference"}, {"numer"}, {"nr"}, {"number"}) else ""


def _money(told: frozenset[str]) -> str:
    sort = "net" if told & NET else "gross" if told & GROSS else ""
    of_one = told & PRICE or (told & _OF_ONE and told & MONEY_ALONE)
    if of_one and not (told & TOTAL and not told & _OF_ONE):
        return sort or ("" if told & VAT else "price")
    if told & VAT and not (sort and told & TOTAL):
        return "" if told & (CODE | NUMBER | {"idnr"}) else "tax" if told & TOTAL else "rate"
    if told & TOTAL:
        return f"total_{sort}" if sort else "total"
    return sort if told <= NET | GROSS | FILLING | {"pln"} else ""
