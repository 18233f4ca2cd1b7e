"""Fields of any form -> a draft: keys by their meaning, everything else kept readable in the message."""

import re
from collections.abc import Mapping

from crm_desktop.intake.field_maps import CLAUSE, MEANINGS, STARTED, TOKEN, meaning_of, squeezed
from crm_desktop.intake.formats.by_value import free_text, is_firm, is_written_nip, is_written_phone, names_in
from crm_desktop.intake.formats.charsets import one_line
from crm_desktop.intake.formats.contacts import (
    campaign_in,
    email_in,
    first_email,
    is_phone,
    is_usable_phone,
    is_valid_nip,
    nip_told,
    phone_told,
    without_nip,
)
from crm_desktop.intake.formats.countries import country_code
from crm_desktop.intake.formats.fields import Fields
from crm_desktop.intake.formats.goods import line_part, plain_quantity, quantity_of_code, wanted_goods
from crm_desktop.intake.formats.goods_told import all_told, goods_told, has_unit
from crm_desktop.intake.formats.html import text_of_html
from crm_desktop.intake.formats.labels import labelled
from crm_desktop.intake.formats.machinery import is_machinery
from crm_desktop.intake.formats.parted import code_and_town, street_code_town, whole_phone, whole_street
from crm_desktop.intake.records import Draft, WantedProduct

_ORDER_WORDS = frozenset({"order", "zamowienie", "bestellung"})
_TRUE = frozenset("1 on true yes tak t y x ja checked accepted zaznaczono так да ano oui si".split())
_AGREED = (
    *("zgadzam", "wyrazam", "akceptuj", "zaakceptow", "zgoda", "oswiadczam", "chce", "takwyrazam", "takzgadzam"),
    *("takakceptuj", "takchce", "iagree", "iaccept", "agree", "accepted", "yesi"),
    *("ichstimme", "akzeptiert", "zugestimmt", "einverstanden", "jaich"),
)
_IGNORED = frozenset(
    "action formid postid queriedid nonce submit wyslij send charset utf8 csrftoken csrfmiddlewaretoken"
    " grecaptcharesponse hcaptcharesponse cfturnstileresponse authenticitytoken refererttitle"
    " entryid submissionid eventid slug tranid cookies timestamp token signature recipient pretty handshakekey"
    " jsexecutiontracker timetosubmit validatednewrequiredfieldids webhookurl".split()
)
_NO = frozenset({"0", "off", "false", "no", "nie", "n", "nein", "ні"})
_LISTS_OF_GOODS = frozenset(
    "zamowienie zamawiam tresczamowienia order orderdetails yourorder koszyk cart listazakupow listaproduktow lista"
    " bestellung objednavka замовлення".split()
)
_MARKED_UP = re.compile(r"<(?:p|br|div|ul|ol|li|b|strong|span|table)\b[^<>]*>", re.IGNORECASE)
_NUMBERED = frozenset(
    "id ids uid at on time date data czas created updated submitted timestamp stamp hash number nr no"
    " numer code kod ref amount total price kwota store ean regon konto iban account order".split()
)
_POSTAL = re.compile(r"[0-9]{2}-[0-9]{3}")
_TECHNICAL = re.compile(r"_{1,2}[A-Za-z][\w.\-]*(?:\[\w+\])*$")
_NAME_AND_ADDRESS = re.compile(r"((?:[^\W\d_a-z][\w.'’-]*\s+){1,4})[^\s<>@]+@[^\s<>@]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_BARE_NIP = re.compile(r"PL ?\d{10}")
LEAST_OF_NIP = 7
Pair = tuple[str, str]


class _Sorted:
    """The pairs of one record, by meaning; what has none, or is one too many, in `rest`."""

    def __init__(self, fields: Fields, own_map: Mapping[str, str]) -> None:
        self.values: dict[str, list[Pair]] = {}
        self.lines: dict[str, dict[str, str]] = {}
        self._of_lines: dict[str, list[Pair]] = {}
        self.rest: list[Pair] = []
        self.consents: dict[str, None] = {}
        for key, value in labelled(fields.pairs):
            self._sort(key, value.strip(), own_map)
        for nameless in [name for name, line in self.lines.items() if not (line.get("code") or line.get("title"))]:
            del self.lines[nameless]
            self.rest += [pair for pair in self._of_lines[nameless] if pair[1]]
        self._mend_names()
        self._mend_contacts()
        self._mend_by_values()

    def _sort(self, key: str, value: str, own_map: Mapping[str, str]) -> None:
        line = line_part(key) if key not in own_map else None
        if line is not None:
            self.lines.setdefault(line[0], {}).setdefault(line[1], value)
            self._of_lines.setdefault(line[0], []).append((key, value))
            return
        wanted = quantity_of_code(key, value) if key not in own_map else None
        if wanted is not None:
            self._count(key, *wanted)
            return
        meaning = meaning_of(key, own_map)
        if meaning == "consent" and _agreed(value):
            self.consents[key] = None
        elif meaning and meaning != "consent":
            told = plain_quantity(key, value) if meaning == "quantity" else value
            self.values.setdefault(meaning, []).append((key, told))
        elif value and squeezed(key) not in _IGNORED and not _TECHNICAL.match(key) and not is_machinery(key, value):
            self.rest.append((key, value))

    def _count(self, key: str, code: str, value: str) -> None:
        """Goods that are counted under their code; none of them is none."""
        plain = value.casefold()
        if plain not in _NO and re.fullmatch(r"0*(?:[.,]0*)?", plain) is None:
            self.lines[f"{key}#"] = {"code": code, "quantity": "1" if plain in _TRUE else value}

    def _mend_names(self) -> None:
        """Whose name stands beside the e-mail is who writes; the name of what holds both is the form's."""
        holder = next((_holder(key) for key, value in self.values.get("email", []) if value), "")
        known = [key for one in ("name", "first_name", "last_name") for key, value in self.values.get(one, []) if value]
        if not holder or not any(key.startswith(f"{holder}[") for key in known):
            return
        for pair in list(self.values.get("name", [])):
            outer = _holder(pair[0])
            if not outer or holder.startswith(f"{outer}["):
                self.values["name"].remove(pair)
                self.rest.append(pair)

    def _mend_contacts(self) -> None:
        """An e-mail in the field of a phone, a phone in the field of a name: each goes where it belongs."""
        for meaning in ("email", "phone", "nip", "name", "street", "city", "country", "product"):
            for pair in list(self.values.get(meaning, [])):
                belongs = _belongs(meaning, pair[1])
                if belongs != meaning:
                    self.values[meaning].remove(pair)
                    (self.values.setdefault(belongs, []) if belongs else self.rest).append(pair)
        for meaning, fits in (("email", _is_email), ("phone", _is_dialled)):
            if not any(value for _, value in self.values.get(meaning, [])):
                found = next((pair for pair in self.rest if fits(*pair)), None)
                if found is not None and (meaning == "email" or not self.has_contact):
                    self.rest.remove(found)
                    self.values.setdefault(meaning, []).append(found)

    def _mend_by_values(self) -> None:
        """What no key tells, the values may: a NIP, a phone, a firm, whose e-mail it is, what was written."""
        for meaning, fits in (("nip", is_written_nip), ("phone", is_written_phone), ("company", is_firm)):
            if self.rest and not self._has(meaning):
                self._move(meaning, [pair for pair in self.rest if fits(pair[1])][:1])
        for pair in list(self.values.get("name", [])):
            if is_firm(pair[1]) and not self._has("company") and (self._has("last_name") or self._has("first_name")):
                self.values["name"].remove(pair)
                self.values["company"] = [pair]
        email = next((value for _, value in self.values.get("email", []) if value), "")
        if self.rest and email and not self._has("name") and not (self._has("first_name") and self._has("last_name")):
            part = next((one for one in ("first_name", "last_name") if not self._has(one)), "")
            whole = not (self._has("first_name") or self._has("last_name"))
            found = names_in(self.rest, email)
            self._move("name" if whole else part, found[: 2 if whole else 1])
        if self.rest and not self._has("message"):
            written = free_text(self.rest)
            self._move("message", [written] if written else [])

    def _has(self, meaning: str) -> bool:
        return any(value for _, value in self.values.get(meaning, []))

    def _move(self, meaning: str, pairs: list[Pair]) -> None:
        """Two names by themselves are a first and a last one, in the order of the form."""
        for pair in pairs:
            self.rest.remove(pair)
        if meaning == "name" and len(pairs) == 2 and not any(" " in value for _, value in pairs):
            self.values["first_name"], self.values["last_name"] = [pairs[0]], [pairs[1]]
        elif pairs:
            self.values.setdefault(meaning, []).append(pairs[0])
            self.rest += pairs[1:]

    @property
    def has_contact(self) -> bool:
        known = ("name", "first_name", "last_name", "company", "email", "phone")
        return any(value for meaning in known for _, value in self.values.get(meaning, []))

    def take(self, meaning: str) -> str:
        """The first value in one line, of a key that is the very word before one that holds it among others; further
        ones that differ are kept in `rest`."""
        pairs = [(key, value) for key, value in self.values.get(meaning, []) if value]
        if len(pairs) > 1:
            pairs.sort(key=lambda pair: not _is_very_word(pair[0], meaning))
        if not pairs:
            return ""
        self.rest += [pair for pair in dict.fromkeys(pairs[1:]) if pair[1] != pairs[0][1]]
        return one_line(pairs[0][1])

    def all(self, meaning: str) -> list[str]:
        return [value for _, value in self.values.get(meaning, [])]

    def take_goods(self) -> tuple[WantedProduct, ...]:
        """Named goods, else those of a field that is nothing but a list of goods; a unit is kept beside them."""
        quantities = self.values.get("quantity", [])
        products = wanted_goods(self.lines, self.values.get("product", []), quantities)
        if not products:
            told = next(
                (pair for pair in self.rest if squeezed(pair[0]) in _LISTS_OF_GOODS and all_told(pair[1])), None
            )
            products = all_told(told[1]) if told else ()
            self.rest += [pair for pair in quantities if pair[1]]
        else:
            units = [*quantities, *(pair for pair in self.values.get("product", []) if goods_told(pair[1]))]
            self.rest += [pair for pair in units if has_unit(pair[1])]
        return products


def _is_very_word(key: str, meaning: str) -> bool:
    """ "email", "billing[email]" of an e-mail; a key that was mapped by a person is one as well."""
    last = key.removesuffix("]").rpartition("[")[2]
    return MEANINGS.get(squeezed(last)) == meaning or meaning_of(key, {}) != meaning


def _is_email(_key: str, value: str) -> bool:
    return bool(email_in(value))


def _is_dialled(key: str, value: str) -> bool:
    """A number under a key that tells of a time or an identity is none that somebody answers."""
    words = set(re.split(r"[\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).lower()))
    return is_phone(value) and not words & _NUMBERED


def _holder(key: str) -> str:
    """ "data[name]" -> "data"; "" for what stands in nothing."""
    return key.rpartition("[")[0]


def _agreed(value: str) -> bool:
    plain = squeezed(value)
    return plain in _TRUE or plain.startswith(_AGREED)


def _belongs(meaning: str, value: str) -> str:
    """Where a value of the field `meaning` belongs by its shape; "" for the message."""
    if not value:
        return meaning
    if meaning in ("street", "city"):
        return "" if _ADDRESS.match(value) else meaning
    if meaning == "nip":  # of what is no tax id the first look is at a rate: "VAT: 5"
        return meaning if sum(char.isdigit() for char in value) >= LEAST_OF_NIP else ""
    if meaning == "country":
        return meaning if any(char.isalpha() for char in value) else ""
    if meaning == "product":
        plain = value.casefold()
        return "postal_code" if _POSTAL.fullmatch(value) else "" if plain in _NO | _TRUE else meaning
    if email_in(value):
        return "email"
    if is_phone(value):
        return "phone"
    match meaning:
        case "email":
            return meaning if first_email(value) else ""
        case "phone":
            return meaning if is_usable_phone(value) else ""
        case _:
            return meaning


def draft_of(fields: Fields, own_map: Mapping[str, str], *, is_order: bool) -> Draft:
    """The meaning of one record. Never raises: what has no meaning is kept in `rest`."""
    found = _Sorted(fields, own_map)
    name = _name(found)
    nip = _nip(found, fields)
    email = found.take("email")
    if email and not email_in(email) and not _name_before(email):
        found.rest.append(("e-mail", email))
    name = name or _name_before(email)
    products = found.take_goods()
    message = "\n".join(dict.fromkeys(_read(value) for value in found.all("message") if value))
    street, postal_code, city = _place(found)
    is_order = _wants_order(found) or is_order
    return Draft(
        name=name,
        company=without_nip(found.take("company")),
        nip=nip,
        email=first_email(email),
        phone=whole_phone(found.take("phone"), found.rest) or ("" if email else phone_told(message)),
        street=street,
        postal_code=postal_code,
        city=city,
        country=_country(found),
        subject=found.take("subject"),
        message=message,
        products=products,
        is_order=is_order,
        external_ref=found.take("external_ref"),
        campaign=found.take("campaign") or next((key for _, value in fields.pairs if (key := campaign_in(value))), ""),
        clause=found.take(CLAUSE),
        consents=tuple(found.consents),
        trapped=any(found.all("honeypot")),
        token=found.take(TOKEN),
        seconds=_seconds(found),
        rest=tuple(found.rest),
        uploads=fields.uploads,
    )


def _read(message: str) -> str:
    """As it is read: an editor in a page sends its words marked up."""
    return text_of_html(message) if _MARKED_UP.search(message) and "</" in message else message


def _place(found: _Sorted) -> tuple[str, str, str]:
    """Street, postal code and town, each from its own field where there is one."""
    street = whole_street(found.take("street"), found.rest)
    code, town = code_and_town(found.take("postal_code"))
    city = found.take("city")
    if street and not code and not city:
        return street_code_town(street)
    if city and not code:
        inner, name = code_and_town(city)
        code, city = (inner, name) if name else (code, city)
    if town and city and town.casefold() != city.casefold():
        found.rest.append(("city", town))
    return street, code, city or town


def _wants_order(found: _Sorted) -> bool:
    kind = found.take("kind")
    if kind and squeezed(kind) not in _ORDER_WORDS:
        found.rest += found.values["kind"][:1]
    return squeezed(kind) in _ORDER_WORDS


def _name(found: _Sorted) -> str:
    """The whole name, however many fields it came in."""
    name, first, last = found.take("name"), found.take("first_name"), found.take("last_name")
    if name and first and last and last not in name:
        if not any(found.all("company")):  # a name beside a first and a last one is the firm's
            found.values["company"] = [("company", name)]
            return f"{first} {last}"
        found.rest.append(("name", f"{first} {last}"))
    if name and not first and last and last not in name:
        return f"{name} {last}"
    return name or " ".join(part for part in (first, last) if part)


def _name_before(email: str) -> str:
    """ "Jan Kowalski <jan@firma.pl>" and "Jan Kowalski jan@firma.pl", as Contact Form 7 writes its first line."""
    found = re.fullmatch(r"[\s\"']*([^<>@\"']{2,120}?)[\s\"']*<[^<>]+>\s*", email) or _NAME_AND_ADDRESS.fullmatch(email)
    return one_line(found[1]) if found else ""


def _nip(found: _Sorted, fields: Fields) -> str:
    """Of its own field, else the one written into another."""
    nip = found.take("nip")
    if nip and not is_valid_nip(nip):
        found.rest.append(("NIP", nip))
        nip = ""
    bare = next((value for _, value in found.rest if _BARE_NIP.fullmatch(value) and is_valid_nip(value)), "")
    return nip or bare or nip_told("\n".join(value for _, value in fields.pairs))


def _country(found: _Sorted) -> str:
    """Two letters; a country that is not known by name is kept in the message."""
    text = found.take("country")
    code = country_code(text)
    if code:
        return code
    if text:
        found.rest.append(("country", text))
    return ""


def _seconds(found: _Sorted) -> float | None:
    for told in found.all(STARTED):
        try:
            return float(told)
        except ValueError:
            continue
    return None


def token_of(fields: Fields) -> str:
    """The hidden token of the ready form: the same page sent twice is one submission."""
    return next((value for key, value in fields.pairs if key == TOKEN and value), "")
