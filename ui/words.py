"""Which language is on, and known errors as sentences in it."""

from crm_desktop.errors import KnownError
from crm_desktop.faults import fault_sentence
from crm_desktop.words import tell

LANGUAGES = ("pl", "en")
NAMES = {"pl": "Polski", "en": "English"}
"""Each language by its own name."""

_language = "pl"


def language() -> str:
    """ "pl" or "en"."""
    return _language


def set_language(chosen: str) -> None:
    """Called by ui/application.py alone, together with the translators."""
    global _language
    _language = chosen


def sentence(error: KnownError) -> str:
    """What happened, what is safe and what to do, in the language that is on."""
    return tell(error, _language)


def fault(stored: str) -> str:
    """What went wrong with a print or a mail, in the language that is on."""
    return fault_sentence(stored, _language)
