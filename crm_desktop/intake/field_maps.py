"""Whose key means what: the form's own map first, then the whole name, then its telling words (pl, en, de, uk)."""

import re
from collections.abc import Mapping
from functools import lru_cache

from crm_desktop.folding import fold

_NAMES: dict[str, str] = {
    "name": "imieinazwisko imienazwisko imieinazwiskolubnazwafirmy name fullname yourname twojeimie osoba"
    " osobakontaktowa kontakt klient contactname customername ansprechpartner yourfullname nadawca nazwa"
    " contact imienaziwsko contactperson namesurname nazwiskoiimie имя імя фио піб vorundnachname"
    " vornachname namevorname jmenoaprijmeni menoapriezvisko імятапрізвище прізвищетаімя прізвищеімя"
    " имяифамилия ihrname naam vardas firstandlast personname firstlastname",
    "first_name": "imie firstname vorname imiona givenname fname jmeno meno prenom nome voornaam",
    "last_name": "nazwisko nom lastname surname nachname familyname lname прізвище фамилия prijmeni priezvisko cognome"
    " achternaam",
    "company": "firma nazwafirmy company companyname organization organisation legalname 02name firmenname"
    " przedsiebiorstwo unternehmen kontrahent компанія компания фірма spolecnost spolocnost societe"
    " entreprise azienda bedrijf orgname",
    "nip": "nip nipfirmy vat vatid vatnumber vatno taxid taxnumber numernip ustid ustidnr ustidnummer vateu"
    " nrnip billingnip umsatzsteuerid umsatzsteueridnr umsatzsteuernummer",
    "email": "email mail emails adresemail yourmail youremail emailaddress eadres poczta pocztaemail adrese"
    " replyto from od"
    " von пошта почта елпошта електроннапошта элпочта электроннаяпочта elpastas",
    "phone": "telefon tel phone telephone phones phonenumbers telefony telephonenumber phonenumber yourphone"
    " yourtel numertelefonu telefonkontaktowy komorka mobile nrtel kom handy telefonnummer nrtelefonu gsm"
    " whatsapp телефон номертелефону номертелефона telefonas telefono telefoonnummer mobil mobilnummer"
    " telefonnicislo telefonnecislo handynummer rufnummer mobilnr handynr",
    "message": "wiadomosc tresc message yourmessage zapytanie trescwiadomosci trescapytania trescizapytania pytanie"
    " uwagi komentarz comment comments nachricht opis question inquiry enquiry note notes mitteilung"
    " twojawiadomosc content messagebody trescwiadomosc text body повідомлення сообщение вашеповідомлення"
    " вашесообщение коментар комментарий питання вопрос zprava vasezprava sprava vasasprava dotaz otazka"
    " bericht messaggio zinute details szczegoly tresczapytania wczymmozemypomoc howcanwehelp howcanwehelpyou"
    " wiekonnenwirhelfen wiekonnenwirihnenhelfen bemerkung bemerkungen anmerkung anmerkungen"
    " ihrenachricht anfrage anliegen multiline longtext",
    "subject": "temat subject yoursubject betreff tytul тема predmet",
    "product": "produkt product towar kod kodproduktu productcode productsku sku artykul artikel nazwaproduktu item"
    " productname productid produkty products towary items pozycje nazwatowaru kodtowaru товар продукт"
    " вироб vyrobek vyrobok zbozi interesujacyprodukt artikelnummer artikelnr artnr"
    " interessierendesprodukt",
    "quantity": "ilosc quantity qty liczba menge sztuk quantities ilosci ile amount liczbasztuk iloscsztuk"
    " orderedquantity кількість количество mnozstvi mnozstvo pocet pocetkusu anzahl stuckzahl",
    "street": "ulica adres street address address1 addrline1 streetaddress strasse ulicainumer adresdostawy"
    " addressline1 addressline streetaddress1 street1 line1 strassehausnummer strasseundhausnummer"
    " strassenr вулиця адреса адрес ulicenr deliveryaddress shippingaddress lieferadresse ulicaacislo"
    " uliceacislo",
    "postal_code": "pocztowy kodpocztowy postalcode zip zipcode postcode plz postleitzahl kodpocztowymiejscowosc"
    " kodpocztowyimiejscowosc kodimiejscowosc plzort psc індекс поштовийіндекс индекс codepostal cap",
    "city": "miasto miejscowosc city town ort stadt місто город mesto obec ville citta plaats",
    "country": "kraj country land країна страна zeme krajina pays paese panstwo",
    "campaign": "utmcampaign campaign kampania",
    "external_ref": "externalref numerzamowienia ordernumber orderid orderno nrzamowienia",
    "kind": "rodzaj typ kind type typzgloszenia",
    "honeypot": "gotcha honeypot honey hp hpfield botfield stronawww2 leavethisempty fax2",
}
MEANINGS: dict[str, str] = {fold(name): meaning for meaning, names in _NAMES.items() for name in names.split()}

_TELLING: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (meaning, frozenset(words.split()))
    for meaning, words in (
        ("email", "email mail emailu maila mailowy mailadresse"),
        (
            "phone",
            "telephone telefon telefonu telefonie tel phone mobile cell komorki kontakttelefoniczny komorka"
            " komorkowy gsm whatsapp telefonnummer",
        ),
        ("nip", "nip taxid ustid ust umsatzsteuer"),
        ("postal_code", "pocztowy zip postal postcode plz"),
        (
            "company",
            "firma firmy company przedsiebiorstwo przedsiebiorstwa organization organisation business podmiot"
            " betrieb unternehmen spolka",
        ),
        ("message", "wiadomosc wiadomosci message tresc tresci zapytanie pytanie komentarz comment comments uwagi"),
        ("message", "nachricht question inquiry enquiry textarea body opis pomoc potrzebujesz"),
        ("subject", "temat subject betreff"),
        ("message", "повідомлення сообщение zprava sprava help helfen anliegen"),
        ("product", "produkt produktu product towar towaru artykul sku produkty produktow products towary товар"),
        ("quantity", "ilosc quantity qty sztuk units liczba anzahl stuck кількість mnozstvi mnozstvo menge"),
        ("city", "miasto miejscowosc city town"),
        ("street", "ulica street strasse address adres anschrift"),
        ("country", "country kraj"),
        ("message", "zapytac content interesuje zainteresowany zainteresowana interested interessiert"),
        ("first_name", "fname firstname forename vorname rufname"),
        ("last_name", "lname lastname surname familienname nachname"),
        ("name", "imie nazwisko name nazwa fullname nazywasz прізвище prijmeni priezvisko"),
    )
)
_TECHNICAL = frozenset(
    "form page site file campaign event field post definition variables meta utm referer referrer url id ids token"
    " ad adset ads platform browser landing landingi workflow messaging"
    " nonce ip agent user_agent date time status version plugin theme hidden captcha locale timezone".split()
)
_CONSENT = re.compile(
    r"zgod[aey]\b|^zgoda|zgadzam|akceptuj|oswiadczam|regulamin|prywatnosc|rodo|gdpr|dsgvo|consent|privacy|newsletter"
    r"|marketing|acceptance|^(?:accept|agree|terms)|einwilligung|datenschutz|souhlas|погоджу|згод[аиуо]|согласие|соглас[еа]н"
)
_CONSENTS = re.compile(r"^(?:consents?|zgod[ay]|gdpr|rodo|dsgvo|agreements?)$")
_THINGS = frozenset("offer variant store shop method category tag".split())
"""The name of one of these is not a person's."""
_ORDERS = frozenset("order zamowienie bestellung purchaseorder".split())
_NUMBERS = frozenset("number numer nr no id reference".split())
_MONEY = frozenset("payment price total discount shipping tax money amount unitprice paidamount cost".split())
"""An amount of one of these is no quantity."""
_HOLDING = frozenset("form event post".split())
_OF_A_FORM = frozenset("name title id key alias type slug url hash".split())
"""What `form[…]` tells of the form itself, and not of whoever filled it in."""
_INNER = frozenset({"full", "number", "text", "phone", "input"})
_NAMED = frozenset({"name", "names", "fields"})
_PART_OF_NAME = {"first": "first_name", "last": "last_name"}
_PARTS = {"name": {"first_name", "last_name"}, "street": {"street", "postal_code", "city", "country"}}
_COUNTED = re.compile(r"^q\d+_|[_-]\d{6,}$")
"""The number that a form maker gives each of its fields."""
_PART = re.compile(r"(.+?)\s*\(([^()]{2,40})\)[\s*:]*")
_OWNED = re.compile(
    r"^(?:ihre?|your|twoj[aei]?|panstwa|prosze|podaj|wpisz|please|enter|customer|client|klienta?|kunden?|kontakt|contact|user"
    r"|sender|billing|buyer|kupujacy|nabywca|form|fields?|data|pole|input)(?=.)"
)
_PREFIX = re.compile(r"^(?:[a-z]{1,3}|fld|field|input|text|wpforms)[_-](?=[^\W\d_]{3})", re.IGNORECASE)
_OF_MACHINES = ("name", "nazwa", "kind", "type", "typ", "rodzaj", "title", "subject", "tytul", "temat")
_ANSWERS = frozenset("value values answer response".split())
TOKEN, STARTED, CLAUSE = "_token", "_started", "_clause"
LONGEST_KEY = 200
"""A longer key tells nothing; it is kept as it came."""
MOST_WORDS = 5


def squeezed(key: str) -> str:
    """ "Imię i nazwisko*" -> "imieinazwisko": what keys are compared by."""
    return _squeezed(key) if len(key) <= LONGEST_KEY else re.sub(r"[\W_]", "", fold(key))


@lru_cache(maxsize=8_192)
def _squeezed(key: str) -> str:
    return re.sub(r"[\W_]", "", fold(key))


def meaning_of(key: str, own: Mapping[str, str]) -> str:
    """The meaning of a form's key; "" when it has none and is kept as it came."""
    if key in own:
        return own[key]
    if key in (TOKEN, STARTED, CLAUSE):
        return key
    return "" if len(key) > LONGEST_KEY else _guessed(key)


@lru_cache(maxsize=8_192)
def _guessed(key: str) -> str:
    """The same keys come with every post of a form."""
    steps = [part for part in re.split(r"[\[\]]+", key) if part and not part.isdigit()]
    parts = steps[:-1] if len(steps) > 1 and steps[-1] in _ANSWERS else steps
    if not parts or "value" in parts[:-1]:
        return ""
    parent = squeezed(parts[-2]) if len(parts) > 1 else ""
    if parent in _THINGS:
        return ""
    if parent in _TECHNICAL and (parent not in _HOLDING or squeezed(parts[-1]) in _OF_A_FORM):
        return ""
    if any(_CONSENTS.match(squeezed(part)) for part in parts[:-1]):
        return "consent"
    if parent in _ORDERS and squeezed(parts[-1]) in _NUMBERS:
        return "external_ref"
    if parent and parts[-1].casefold() in (*_PART_OF_NAME, *_INNER):
        return _within(parts[-2], parent, parts[-1].casefold())
    last = _COUNTED.sub("", parts[-1])
    meaning = MEANINGS.get(squeezed(key)) or MEANINGS.get(squeezed(last)) or _part(last) or _by_words(last)
    meaning = meaning or _of_a_line(squeezed(last)) or _of_a_path(last) or _owned(squeezed(last))
    if meaning == "quantity" and parent in _MONEY:
        return ""
    if meaning == "name" and parent and MEANINGS.get(parent) in ("company", "product"):
        return MEANINGS[parent]
    return meaning


def _owned(name: str) -> str:
    """ "ihreemail", "formImie": whose it is told before what it is, in one word."""
    inner = _OWNED.sub("", name, count=1)
    if inner == name or (name.startswith(("form", "field", "data")) and inner in _OF_MACHINES):
        return ""
    return MEANINGS.get(inner, "")


def _of_a_line(name: str) -> str:
    """ "product1", "qty2": the goods of a form that has so many lines."""
    meaning = MEANINGS.get(name.rstrip("0123456789"), "")
    return meaning if meaning in ("product", "quantity") else ""


def _of_a_path(text: str) -> str:
    """ "data__utm_campaign", "lead.utm_campaign", "f_imie": what stands in another thing, written in one word."""
    tail = _PREFIX.sub("", re.split(r"__|\.", text)[-1])
    return (MEANINGS.get(squeezed(tail), "") or _owned(squeezed(tail))) if tail != text else ""


def _part(text: str) -> str:
    """ "Name (First)", "Adres (Miasto)": how a form maker tells the parts of one field."""
    found = _PART.fullmatch(text)
    if found is None:
        return ""
    whole = MEANINGS.get(squeezed(found[1]), "")
    part = _PART_OF_NAME.get(squeezed(found[2])) or MEANINGS.get(squeezed(found[2])) or _by_words(found[2])
    return part if part in _PARTS.get(whole, ()) else ""


def _within(told: str, parent: str, last: str) -> str:
    """ "q3_imie[first]", "phone[full]": what the field is called as a whole says what its part is."""
    whole = "name" if parent in _NAMED else MEANINGS.get(parent) or _by_words(told)
    if last == "phone":
        return last
    if last in _PART_OF_NAME:
        return _PART_OF_NAME[last] if whole in ("name", "first_name", "last_name") else ""
    return whole or MEANINGS.get(last, "")


def _by_words(text: str) -> str:
    """ "et_pb_contact_email_0" -> "email". A sentence is a consent or has no meaning."""
    plain = fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
    if _CONSENT.search(plain):
        return "consent"
    words = {word.rstrip("0123456789") for word in re.split(r"[\W_]+", plain) if not re.fullmatch(r"[a-z]?\d*", word)}
    if len(words) > MOST_WORDS:
        return ""
    found = next((meaning for meaning, telling in _TELLING if words & telling), "")
    if found not in ("email", "phone", "nip") and words & _TECHNICAL:
        return ""
    if found == "name":
        return _of_a_name(words)
    return found


def _of_a_name(words: set[str]) -> str:
    if "nazwisko" in words or words & {"last", "surname"}:
        return "name" if "imie" in words else "last_name"
    return "first_name" if words & {"first", "given", "imie"} else "name"
