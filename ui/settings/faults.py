"""What is wrong with a value, by the rule it broke."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from crm_desktop.errors import InvalidValue
from ui import words
from ui.typed_days import example

_RULES = {
    "required": QT_TRANSLATE_NOOP("SettingsFaults", "Fill this in."),
    "unique": QT_TRANSLATE_NOOP("SettingsFaults", "This is already in use."),
    "positive": QT_TRANSLATE_NOOP("SettingsFaults", "This must be more than zero."),
    "nip_checksum": QT_TRANSLATE_NOOP("SettingsFaults", "This NIP cannot be right: check its digits."),
    "nip": QT_TRANSLATE_NOOP("SettingsFaults", "This NIP cannot be right: check its digits."),
    "postal_code": QT_TRANSLATE_NOOP("SettingsFaults", "Format: 00-000."),
    "tax_office": QT_TRANSLATE_NOOP("SettingsFaults", "Four digits, e.g. 1471."),
    "email": QT_TRANSLATE_NOOP("SettingsFaults", "This is not an e-mail address."),
    "hours": QT_TRANSLATE_NOOP("SettingsFaults", "E.g. 8:00-16:00."),
    "date": QT_TRANSLATE_NOOP("SettingsFaults", "A date, e.g. {day}."),
    "code": QT_TRANSLATE_NOOP("SettingsFaults", "Letters, digits, dots and dashes only, without spaces."),
    "used": QT_TRANSLATE_NOOP("SettingsFaults", "Documents already use this code: it cannot be changed."),
    "given": QT_TRANSLATE_NOOP("SettingsFaults", "The next number would repeat one already used."),
    "needs_nr": QT_TRANSLATE_NOOP("SettingsFaults", "The number itself is missing: {nr}."),
    "needs_period": QT_TRANSLATE_NOOP(
        "SettingsFaults", "When numbering restarts, the template must contain the year, month or day."
    ),
    "needs_warehouse": QT_TRANSLATE_NOOP("SettingsFaults", "The warehouse is missing: {warehouse}."),
    "unknown_field": QT_TRANSLATE_NOOP(
        "SettingsFaults", "Only these are allowed: {nr} {yyyy} {yy} {mm} {dd} {warehouse}."
    ),
    "pdf_needs_queue": QT_TRANSLATE_NOOP("SettingsFaults", "PDF goes to a system queue or into a folder only."),
    "usb_device": QT_TRANSLATE_NOOP("SettingsFaults", "E.g. 04b8:0e15."),
    "yourself": QT_TRANSLATE_NOOP("SettingsFaults", "You cannot lock yourself out."),
    "last_admin": QT_TRANSLATE_NOOP("SettingsFaults", "Someone must remain who can change the settings."),
    "too_short": QT_TRANSLATE_NOOP("SettingsFaults", "At least 8 characters."),
    "loopback": QT_TRANSLATE_NOOP("SettingsFaults", "Without encryption only on this computer."),
    "absolute_path": QT_TRANSLATE_NOOP("SettingsFaults", "The full path, from the root or the drive."),
    "place": QT_TRANSLATE_NOOP("SettingsFaults", "A placeholder in braces is not known: see the list below."),
    "label_recipient": QT_TRANSLATE_NOOP("SettingsFaults", "A label must show the recipient."),
    "label_words": QT_TRANSLATE_NOOP("SettingsFaults", "At most 200 characters."),
    "label_size": QT_TRANSLATE_NOOP("SettingsFaults", "From 50 % to 200 %."),
    "goods_moved": QT_TRANSLATE_NOOP("SettingsFaults", "Goods have already moved: the method cannot be changed."),
    "https": QT_TRANSLATE_NOOP("SettingsFaults", "An address starting with https://."),
}


def fault_of(refusal: InvalidValue) -> str:
    """A sentence for beneath the field."""
    told = _RULES.get(str(refusal.details.get("rule", "")))
    if told is None:
        return words.sentence(refusal)
    said = QCoreApplication.translate("SettingsFaults", told)
    return said.format(day=example()) if told is _RULES["date"] else said
