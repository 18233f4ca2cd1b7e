"""What a company wants on its address labels, a paper each: which fields, in which order, how large. Pure.

Stored in the settings as `label`: {"logo": base64, "looks": {"100x150": {"blocks": [["recipient", 100], …], "words":
"…"}}}. A paper without a look of its own has the program's (printing/layout.py), which needs no editing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from crm_desktop.errors import InvalidValue
from crm_desktop.printing.records import LabelBlock, LabelLook, LabelSize
from db.vocabulary import LabelField

PAPERS = (LabelSize(100, 150), LabelSize(105, 148), LabelSize(100, 50), LabelSize(62, 0), LabelSize(80, 0))
"""Courier's label, A6, shelf label, and the two usual rolls."""
SMALLEST, LARGEST = 50, 200
MOST_WORDS = 200
DEFAULT = (
    LabelField.SENDER,
    LabelField.RECIPIENT,
    LabelField.PHONE,
    LabelField.ORDER,
    LabelField.BARCODE,
    LabelField.NOTE,
)


def paper_key(size: LabelSize) -> str:
    return f"{size.width}x{size.height}"


def default_look(label: Mapping[str, Any]) -> LabelLook:
    """What the program's own label bears, as a look to begin with."""
    left_out = {
        LabelField.SENDER: not label.get("sender", True),
        LabelField.PHONE: not label.get("phone", True),
        LabelField.NOTE: not label.get("note", True),
    }
    fields = [field for field in DEFAULT if not left_out.get(field)]
    if label.get("logo"):
        fields.insert(0, LabelField.LOGO)
    if label.get("qr"):
        fields.insert(fields.index(LabelField.BARCODE) + 1, LabelField.QR)
    return LabelLook(tuple(LabelBlock(field) for field in fields))


def looks_of(label: Mapping[str, Any]) -> dict[str, LabelLook]:
    """The looks that the company made, by paper. What a newer program stored and this one does not know is left out."""
    known, found = set(LabelField), {}
    for key, stored in label.get("looks", {}).items():
        blocks = [LabelBlock(LabelField(name), int(percent)) for name, percent in stored["blocks"] if name in known]
        found[key] = LabelLook(tuple(blocks), str(stored.get("words", "")))
    return found


def stored_look(look: LabelLook) -> dict[str, Any]:
    return {"blocks": [[block.field.value, block.size] for block in look.blocks], "words": look.words}


def check_label(label: Mapping[str, Any]) -> None:
    """Raises InvalidValue: a label says to whom it goes, each field once, in sizes that can be read."""
    for key, stored in label.get("looks", {}).items():
        names = [name for name, _ in stored["blocks"]]
        if LabelField.RECIPIENT.value not in names:
            raise InvalidValue(field="label", value=key, rule="label_recipient")
        _check_blocks(key, stored["blocks"])
        if len(str(stored.get("words", ""))) > MOST_WORDS:
            raise InvalidValue(field="label", value=key, rule="label_words")


def _check_blocks(key: str, blocks: Sequence[Sequence[Any]]) -> None:
    names = [name for name, _ in blocks]
    if len(set(names)) != len(names) or not set(names) <= set(LabelField):
        raise InvalidValue(field="label", value=key, rule="unknown")
    if not all(SMALLEST <= percent <= LARGEST for _, percent in blocks):
        raise InvalidValue(field="label", value=key, rule="label_size")
