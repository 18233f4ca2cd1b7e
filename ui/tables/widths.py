"""How the columns of a table share its room: nothing is cut while there is white beside it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """What one column asks for, in pixels."""

    whole: int
    """Shows all its words."""
    least: int
    """To this it may be squeezed."""
    wish: int
    """Wanted where there is room."""
    name: bool = False
    """Gives way after all others, and takes twice as much of what is left over."""
    grows: bool = True
    """Takes a part of what is left over."""


def share(room: int, needs: Sequence[Need]) -> list[int]:
    """The width of each column; they fill `room`, or stand at their least where it is too narrow for that."""
    widths = [need.whole for need in needs]
    for names in (False, True):
        gives = [need.whole - need.least if need.name is names else 0 for need in needs]
        short = min(max(sum(widths) - room, 0), sum(gives))
        widths = [width - part for width, part in zip(widths, _parts(short, gives), strict=True)]
    lacks = [need.wish - need.whole for need in needs]
    spare = max(room - sum(widths), 0)
    for amount, weights in (
        (min(spare, sum(lacks)), lacks),
        (spare - min(spare, sum(lacks)), [(2 if need.name else 1) if need.grows else 0 for need in needs]),
    ):
        widths = [width + part for width, part in zip(widths, _parts(amount, weights), strict=True)]
    return widths


def _parts(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` by weight in whole pixels that sum up to it; nothing where nothing has weight."""
    total, seen, parts = sum(weights), 0, list[int]()
    for weight in weights:
        before, seen = seen, seen + weight
        parts.append(amount * seen // total - amount * before // total if total else 0)
    return parts
