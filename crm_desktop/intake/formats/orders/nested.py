"""Flat fields -> the tree they were flattened from, however their keys tell it: `a[0][b]`, `a.0.b`, `item_1_name`."""

import re
from functools import lru_cache
from typing import Any

from crm_desktop.intake.formats.order_words import LISTS, part_of_line, words_of

Pair = tuple[str, str]
Steps = tuple[str, ...]
DEEPEST = 24
_DOTTED = re.compile(r"[\w\-]+(?:\.[\w\-]+)+")
_NUMBERED = re.compile(r"([^\W\d_]+(?:[_-][^\W\d_]+)?)[_-]?(\d{1,3})[_-]?([^\W\d_][\w-]*)")
_COUNTED = re.compile(r"([^\W\d].{1,30}?)[_\- ]?(\d{1,3})")


@lru_cache(maxsize=8_192)
def steps_of(key: str) -> Steps:
    if "[" in key:
        return tuple(step for step in re.split(r"[\[\]]+|\]\.", key) if step)[:DEEPEST]
    if "." in key and _DOTTED.fullmatch(key):
        return tuple(key.split("."))[:DEEPEST]
    for sign in ("__", "/"):
        if sign in key.strip(sign):
            return tuple(step for step in key.split(sign) if step)[:DEEPEST]
    numbered = _NUMBERED.fullmatch(key)
    if numbered and words_of(numbered[1]) & LISTS:
        return "items", numbered[2], numbered[3]
    counted = _COUNTED.fullmatch(key)
    if counted and part_of_line(counted[1]):
        return "items", counted[2], counted[1]
    return (key,)


def may_hold_lines(pairs: tuple[Pair, ...]) -> bool:
    """A quick look: whether one of the keys counts something, and stands among several of its kind."""
    return any("quantity" in _parts(key) for key, _ in pairs)


@lru_cache(maxsize=8_192)
def _parts(key: str) -> tuple[str, ...]:
    steps = steps_of(key)
    return tuple(part_of_line(step) for step in steps) if len(steps) > 1 else ()


def tree_of(pairs: tuple[Pair, ...]) -> dict[str, Any]:
    """Leaves are lists of (place of the pair, value), for a key may repeat."""
    tree: dict[str, Any] = {}
    for place, (key, value) in enumerate(pairs):
        node = tree
        steps = steps_of(key)
        for step in steps[:-1]:
            inner = node.setdefault(step, {})
            if not isinstance(inner, dict):  # `a=1&a[b]=2`
                inner = node[f"{step} "] = {}
            node = inner
        last = steps[-1] if steps else key
        leaf = node.setdefault(last, [])
        if isinstance(leaf, dict):
            leaf = node.setdefault(f"{last} ", [])
        if isinstance(leaf, list):
            leaf.append((place, value))
    return tree
