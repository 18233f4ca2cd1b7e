"""Whose key means what: by the form's own map first, else by the folded name in Polish, English or German."""

import re
from collections.abc import Mapping

from crm_desktop.folding import fold

_WORDS: dict[str, str] = {
    "name": "imie nazwisko imieinazwisko imienazwisko name fullname yourname twojeimie osoba osobakontaktowa kontakt"
    " klient contactname customername ansprechpartner yourfullname nadawca",
    "first_name": "firstname vorname imiona givenname",
    "last_name": "lastname surname nachname familyname",
    "company": "firma nazwafirmy company companyname organization organisation firmenname przedsiebiorstwo unternehmen",
    "nip": "nip nipfirmy vat vatid vatnumber taxid taxnumber numernip ustid vateu",
    "email": "email mail adresemail yourmail youremail emailaddress eadres poczta adrese",
    "phone": "telefon tel phone phonenumber yourphone yourtel numertelefonu telefonkontaktowy komorka mobile"
    " kom handy telefonnummer",
    "message": "wiadomosc tresc message yourmessage zapytanie trescwiadomosci trescapytania trescizapytania"
    " pytanie uwagi komentarz comment comments nachricht opis question inquiry note notes trescwiadomości",
    "subject": "temat subject yoursubject betreff tytul",
    "product": "produkt product towar kod kodproduktu productcode sku artykul artikel nazwaproduktu item productname",
    "quantity": "ilosc quantity qty liczba menge sztuk ile amount",
    "street": "ulica adres street address address1 streetaddress strasse ulicainumer adresdostawy",
    "postal_code": "kod pocztowy kodpocztowy postalcode zip zipcode postcode plz",
    "city": "miasto miejscowosc city town ort stadt",
    "country": "kraj country land",
    "campaign": "utmcampaign campaign kampania",
    "external_ref": "externalref numerzamowienia ordernumber orderid orderno",
    "kind": "rodzaj typ kind type typzgloszenia",
}
MEANINGS: dict[str, str] = {word: meaning for meaning, words in _WORDS.items() for word in words.split()}
MEANINGS |= {"kodpocztowy": "postal_code", "kod": "product", "pocztowy": "postal_code"}
CONSENT = re.compile(r"^(zgoda|consent|rodo|gdpr|newsletter|marketing)")
HONEYPOTS = frozenset({"gotcha", "honeypot", "hp", "botfield", "stronawww2"})
TOKEN, STARTED = "_token", "_started"


def squeezed(key: str) -> str:
    """ "Imię i nazwisko*" -> "imieinazwisko": what keys are compared by."""
    return re.sub(r"[^a-z0-9]", "", fold(key))


def meaning_of(key: str, own: Mapping[str, str]) -> str:
    """The meaning of a form's key; "" when it has none and is kept as it came."""
    if key in own:
        return own[key]
    plain = squeezed(key)
    if plain in HONEYPOTS:
        return "honeypot"
    if key in (TOKEN, STARTED):
        return key
    if plain in MEANINGS:
        return MEANINGS[plain]
    if CONSENT.match(plain):
        return "consent"
    inner = re.findall(r"\[([^\[\]]+)\]", key)
    return meaning_of(inner[-1], own) if inner else ""
