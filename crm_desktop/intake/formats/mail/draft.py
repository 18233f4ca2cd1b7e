"""A mail -> a draft: its form's fields, or its author and words."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from crm_desktop.intake.formats.asked import goods_asked
from crm_desktop.intake.formats.contacts import emails_in, nip_told, phone_told
from crm_desktop.intake.formats.fields import Fields
from crm_desktop.intake.formats.firms import firm_told, name_and_firm, writer_beside
from crm_desktop.intake.formats.form import draft_of
from crm_desktop.intake.formats.mail.reading import Mail
from crm_desktop.intake.records import Draft, MailKeys

_ROBOTS = ("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "wordpress", "mailer", "www-data", "apache")


def draft_of_mail(mail: Mail, own_map: Mapping[str, str], *, is_order: bool) -> Draft:
    """Never raises. Without a name the address serves; without any address nobody can be answered."""
    keys = keys_of(mail)
    if mail.is_form or any(key in own_map for key, _ in mail.fields):
        draft = draft_of(Fields(mail.fields, mail.files), own_map, is_order=is_order)
        by_person = mail.sender and not is_robot(mail.sender)
        email = draft.email or (mail.sender if by_person else "")
        ours = {_house(one) for one in mail.recipients}
        from_outside = bool(by_person) and _house(mail.sender) not in ours
        name = draft.name or (mail.sender_name if email and (email == mail.sender or from_outside) else "")
        return replace(draft, email=email, name=name, subject=draft.subject or mail.subject, mail=keys)
    told, email = _author(mail)
    name, beside = name_and_firm(told)
    firm = firm_told(mail.text)
    return Draft(
        name=name,
        company=firm.company or beside,
        email=email,
        nip=nip_told(mail.text),
        phone=phone_told(mail.text),
        street=firm.street,
        postal_code=firm.postal_code,
        city=firm.city,
        subject=mail.subject,
        message=mail.text,
        mentioned=() if mail.automatic else goods_asked(mail.text, mail.html),
        is_order=is_order,
        uploads=mail.files,
        mail=keys,
    )


def _author(mail: Mail) -> tuple[str, str]:
    """Whoever wrote it: whom a colleague passed on, or a program of ours tells of, else the sender."""
    name, address = mail.forwarded
    ours = {_house(one) for one in mail.recipients}
    if address and _house(mail.sender) in ours - {_house(address)}:
        return name, address
    if not address and (is_robot(mail.sender) or _house(mail.sender) in ours) and not mail.automatic:
        told = {one for one in emails_in(mail.text) if _house(one) not in {*ours, _house(mail.sender)}}
        if len(told) == 1:
            return writer_beside(mail.text, next(iter(told))), told.pop()
    return mail.sender_name, mail.sender


def _house(address: str) -> str:
    return address.rpartition("@")[2].casefold()


def is_robot(address: str) -> bool:
    """An address that no person reads."""
    return address.partition("@")[0].casefold().startswith(_ROBOTS)


def keys_of(mail: Mail) -> MailKeys:
    """By what the mail is known again: its own id with a hash of what it says, for ids are not always unique."""
    files = (hashlib.sha256(file.content).hexdigest() for file in mail.files)
    told = "\x00".join((mail.sender, mail.date, mail.subject, mail.text, *files))
    return MailKeys(
        message_id=mail.message_id,
        digest=hashlib.sha256(told.encode("utf-8", errors="replace")).hexdigest(),
        sender=mail.sender,
        answers=mail.answers,
        numbers=mail.numbers,
        automatic=mail.automatic,
    )
