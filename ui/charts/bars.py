"""What a chart shows: stages of a funnel and bars of a ranking, with their words ready."""

from dataclasses import dataclass

from ui.theme import Meaning


@dataclass(frozen=True, slots=True)
class FunnelBar:
    """One stage. `value` gives the width; `shown`, `share` (of the first) and `kept` (of the previous) are words."""

    key: str
    text: str
    value: int
    shown: str
    share: str = ""
    kept: str = ""
    compared: int | None = None
    compared_shown: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a ranking; `value` may be below zero. `mark` is a word beside the name ("new", "vanished")."""

    key: str
    text: str
    value: int
    shown: str
    compared: int | None = None
    compared_shown: str = ""
    mark: str = ""
    mark_meaning: Meaning = Meaning.PLAIN
    short: str = ""
    """`shown` in fewer letters, where all of a row of columns cannot be told whole."""
