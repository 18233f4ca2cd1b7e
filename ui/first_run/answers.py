"""What was answered so far; the pages are made anew when the language changes."""

from dataclasses import dataclass, field

from crm_desktop.server import Server
from crm_desktop.settings import Company


@dataclass(slots=True)
class Answers:
    """`server` None is this computer."""

    language: str = "pl"
    company: Company = field(default_factory=lambda: Company(name=""))
    server: Server | None = None
    loaded: list[str] = field(default_factory=list)
    """What was brought in, a sentence each."""


STEPS = ("company", "place", "goods", "done")
