"""Who is recognised by what, and what each event does to the contact's status (domain.md's table)."""

import re
from calendar import monthrange
from datetime import datetime
from enum import StrEnum

from crm_desktop.errors import InvalidValue
from crm_desktop.folding import fold
from db.vocabulary import ContactStatus

_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)


class ContactEvent(StrEnum):
    FIRST_SUBMISSION = "first_submission"
    FIRST_REPLY = "first_reply"
    OFFER_SENT = "offer_sent"
    ORDER_PLACED = "order_placed"
    IN_PREPARATION = "in_preparation"
    HANDED_OVER = "handed_over"
    LAST_ORDER_COMPLETED = "last_order_completed"
    RETURN_RECEIVED = "return_received"
    LOST_NOTHING_OPEN = "lost_nothing_open"
    SILENCE = "silence"


STATUS_AFTER: dict[ContactEvent, ContactStatus] = {
    ContactEvent.FIRST_SUBMISSION: ContactStatus.NEW,
    ContactEvent.FIRST_REPLY: ContactStatus.IN_TALKS,
    ContactEvent.OFFER_SENT: ContactStatus.OFFER_SENT,
    ContactEvent.ORDER_PLACED: ContactStatus.ORDERED,
    ContactEvent.IN_PREPARATION: ContactStatus.IN_PREPARATION,
    ContactEvent.HANDED_OVER: ContactStatus.SENT,
    ContactEvent.LAST_ORDER_COMPLETED: ContactStatus.COMPLETED,
    ContactEvent.RETURN_RECEIVED: ContactStatus.RETURNED,
    ContactEvent.LOST_NOTHING_OPEN: ContactStatus.LOST,
    ContactEvent.SILENCE: ContactStatus.DORMANT,
}


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and hour so many months earlier; of a shorter month its last day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def nip_is_valid(nip: str) -> bool:
    """Ten digits whose weighted sum mod 11 is the tenth; 10 never occurs. Takes the normal form."""
    if not re.fullmatch(r"[0-9]{10}", nip):
        return False
    check = sum(weight * int(digit) for weight, digit in zip(_NIP_WEIGHTS, nip, strict=False)) % 11
    return check == int(nip[9])


def normal_nip(text: str) -> str:
    """ "PL 123-456-32-18" -> "1234563218"; what is no NIP gives its letters and digits, another country's id."""
    plain = re.sub(r"[\s\-.]", "", text).upper()
    return plain[2:] if plain.startswith("PL") and plain[2:].isdigit() else plain


_AMAZON = ("pl", "de", "com", "fr", "it", "es", "nl", "se", "com.be", "co.uk")
MASKED = (
    *(f"allegromail.{land}" for land in ("pl", "com", "cz", "sk", "hu")),
    *(f"marketplace.amazon.{land}" for land in _AMAZON),
)
"""Relays: an address of theirs reaches the person in one matter and recognises nobody."""


ROBOTS = ("noreply", "no-reply", "no_reply", "no.reply", "donotreply", "do-not-reply", "do_not_reply", "nieodpowiadaj")
"""An address that no person reads: a market place writes for all its customers under one."""


def email_key(text: str) -> str:
    """The address by which a person is recognised; "" for none, for a masked one and for a robot's."""
    found = normal_email(text)
    domain = found.rpartition("@")[2]
    if found.startswith(ROBOTS):
        return ""
    return "" if any(domain == relay or domain.endswith(f".{relay}") for relay in MASKED) else found


def normal_email(text: str) -> str:
    return text.strip().casefold()


def sendable_email(text: str) -> str | None:
    """The address as mail servers write it, by its form alone; None for what no mail can be sent to."""
    from email_validator import validate_email  # only who types or brings in addresses needs it

    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except ValueError:  # its own fault is one, and so is a text that no encoding has
        return None
    return found.normalized


def normal_phone(text: str) -> str:
    """ "600 700 800" -> "+48600700800": digits alone, +48 unless another country is told; "" for nothing usable."""
    plain = re.sub(r"[^\d+]", "", text.strip())
    if plain.startswith("00"):
        plain = "+" + plain[2:]
    digits = plain.lstrip("+")
    if len(digits) < 7:
        return ""
    if plain.startswith("+"):
        return "+" + digits
    if len(digits) == 11 and digits.startswith("48"):
        return "+" + digits
    return "+48" + digits.lstrip("0")


def name_key(name: str) -> str:
    """ "Piekarnia  „Kłos” S.C." -> "piekarniaklossc": equal for names that differ by case, spaces and punctuation."""
    return "".join(char for char in fold(name) if char.isalnum())[:250]


MOST_OF_EMAIL = 250
"""Letters that the database keeps."""


def checked_recipient(text: str) -> str:
    """To whom a mail shall go, without blanks around; "" for nobody. Raises InvalidValue for what is no address."""
    address = text.strip()
    if address and (sendable_email(address) is None or len(address) > MOST_OF_EMAIL):
        raise InvalidValue(field="recipient", value=address, rule="email")
    return address


def checked_nip(text: str) -> str:
    """The normal form of a Polish NIP. Raises InvalidValue when its ten digits break the check."""
    nip = normal_nip(text)
    if nip.isdigit() and not nip_is_valid(nip):
        raise InvalidValue(field="nip", value=text, rule="nip_checksum")
    return nip
