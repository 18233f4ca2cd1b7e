"""The ready form of the company: a page for trying, and the snippet to paste into any site."""

import hashlib

from crm_desktop.places import resource
from crm_desktop.settings import Settings
from crm_desktop.words import LANGUAGES, say

_KEYS = (
    "name company nip email phone product quantity message send leave_empty form_title form_intro"
    " consent_marketing information_clause thanks thanks_title"
)


def words_of(settings: Settings, language: str) -> dict[str, str]:
    """Every sentence of the form, filled with who the company is."""
    company = settings.company
    address = ", ".join(part for part in (company.street, f"{company.postal_code} {company.city}".strip()) if part)
    values = {
        "company": company.name,
        "address": address or "–",
        "email": company.email or company.phone or "–",
        "hours": settings.answer_within_hours,
    }
    return {key: say(f"intake.{key}", language, **values) for key in _KEYS.split()}


def clauses(settings: Settings) -> dict[str, str]:
    """Version -> the text of the consent box and the information clause that belong together, in each language."""
    texts = [words_of(settings, language) for language in LANGUAGES]
    shown = [f"{words['consent_marketing']}\n{words['information_clause']}" for words in texts]
    return {_version(text): text for text in shown}


def _version(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def snippet(settings: Settings, language: str, *, action: str, token: str = "", campaign: str = "") -> str:
    """The `<form>` alone; in a page of one's own the token is empty and doubles are told by their content."""
    words = words_of(settings, language)
    version = _version(f"{words['consent_marketing']}\n{words['information_clause']}")
    return _rendered("snippet.html", action=action, token=token, campaign=campaign, clause=version, words=words)


def page(settings: Settings, language: str, *, action: str, token: str, campaign: str = "") -> str:
    """A whole page with its own `token` (page_tokens.py): the same page sent twice counts once, and it says since when
    it is open. `campaign` is what led the visitor."""
    from markupsafe import Markup

    ready = snippet(settings, language, action=action, token=token, campaign=campaign)
    form = Markup(ready)  # nosec B704 - escaped as it was rendered
    return _rendered("page.html", form=form, language=language, words=words_of(settings, language))


def thanks_page(settings: Settings, language: str) -> str:
    from markupsafe import Markup, escape

    words = words_of(settings, language)
    told = Markup("<p>{}</p>").format(escape(words["thanks"]))
    words |= {"form_title": words["thanks_title"], "form_intro": ""}
    return _rendered("page.html", form=told, language=language, words=words)


def _rendered(template: str, **values: object) -> str:
    from jinja2.sandbox import SandboxedEnvironment

    source = resource("form", template).read_text(encoding="utf-8")
    return SandboxedEnvironment(autoescape=True).from_string(source).render(**values)
