"""What every format gives: fields in their order, or why there are none."""

from dataclasses import dataclass

from crm_desktop.intake.records import Upload

MOST_FIELDS = 2_000
MOST_RECORDS = 1_000


class Unreadable(Exception):
    """Why these bytes cannot be understood: a sentence of words/intake.toml and its values."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason, values)
        self.reason = reason
        self.values = values


@dataclass(frozen=True, slots=True)
class Fields:
    """One record: pairs in their order, keys may repeat."""

    pairs: tuple[tuple[str, str], ...]
    uploads: tuple[Upload, ...] = ()
    root: str = ""
    """What the whole is called, where that is no field: the outermost element of XML."""
