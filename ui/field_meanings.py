"""What a field of a form may mean, as a person reads it (intake/unrecognised.py: MEANINGS)."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

MEANING_WORDS = {
    "": QT_TRANSLATE_NOOP("Meaning", "keep in the message"),
    "name": QT_TRANSLATE_NOOP("Meaning", "Full name"),
    "first_name": QT_TRANSLATE_NOOP("Meaning", "First name"),
    "last_name": QT_TRANSLATE_NOOP("Meaning", "Last name"),
    "company": QT_TRANSLATE_NOOP("Meaning", "Company"),
    "nip": QT_TRANSLATE_NOOP("Meaning", "NIP"),
    "email": QT_TRANSLATE_NOOP("Meaning", "E-mail"),
    "phone": QT_TRANSLATE_NOOP("Meaning", "Phone"),
    "message": QT_TRANSLATE_NOOP("Meaning", "Message"),
    "subject": QT_TRANSLATE_NOOP("Meaning", "Subject"),
    "product": QT_TRANSLATE_NOOP("Meaning", "Goods"),
    "quantity": QT_TRANSLATE_NOOP("Meaning", "Quantity"),
    "street": QT_TRANSLATE_NOOP("Meaning", "Street"),
    "postal_code": QT_TRANSLATE_NOOP("Meaning", "Postal code"),
    "city": QT_TRANSLATE_NOOP("Meaning", "City"),
    "country": QT_TRANSLATE_NOOP("Meaning", "Country"),
    "external_ref": QT_TRANSLATE_NOOP("Meaning", "Their order number"),
    "campaign": QT_TRANSLATE_NOOP("Meaning", "Campaign"),
    "consent": QT_TRANSLATE_NOOP("Meaning", "Consent"),
}


def meaning_word(meaning: str) -> str:
    """In the language that is on."""
    return QCoreApplication.translate("Meaning", MEANING_WORDS[meaning])
