"""How common three letters are in the search index: asked for a rare few of a word, it need not walk a million rows."""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.system import SearchRow
from db.statements import table_of

LETTERS = 3
SAMPLE, MOST = 400, 3
"""So many records are looked at; so many trigrams of a word are asked for."""
FEW_RECORDS = 20_000
"""Below, every way is quick."""
AS_RARE, ALWAYS_RARE = 4, 0.01
KEPT_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class _Sampled:
    """`share` of the records looked at that hold a trigram."""

    share: dict[str, float]
    at: float


_sampled: "WeakKeyDictionary[Any, _Sampled]" = WeakKeyDictionary()


def rarest(session: Session, words: Sequence[str]) -> list[str]:
    """Whole words where they are short or the records few, else the rarest trigrams of each; a record that holds the
    words holds all of these."""
    if all(len(word) <= LETTERS for word in words):
        return list(words)
    share = _shares(session)
    if not share:
        return list(words)
    return [part for word in words for part in _rarest_of(word, share)]


def _rarest_of(word: str, share: dict[str, float]) -> Iterable[str]:
    if len(word) <= LETTERS:
        return (word,)
    by_rareness = sorted(trigrams(word), key=lambda one: (share.get(one, 0.0), one))
    bound = max(share.get(by_rareness[0], 0.0) * AS_RARE, ALWAYS_RARE)
    return [one for one in by_rareness[:MOST] if share.get(one, 0.0) <= bound]


def trigrams(text: str) -> set[str]:
    return {text[at : at + LETTERS] for at in range(len(text) - LETTERS + 1)}


def _shares(session: Session) -> dict[str, float]:
    """Empty where the records are few."""
    engine = session.get_bind().engine
    known = _sampled.get(engine)
    if known is None or time.monotonic() - known.at > KEPT_SECONDS:
        known = _sampled[engine] = _Sampled(_look(session), time.monotonic())
    return known.share


def _look(session: Session) -> dict[str, float]:
    row = table_of(SearchRow).c
    newest = session.scalar(select(func.max(row.id))) or 0
    if newest < FEW_RECORDS:
        return {}
    ids = range(newest, 0, -max(1, newest // SAMPLE))
    found: Counter[str] = Counter()
    texts = session.scalars(select(row.folded).where(row.id.in_(ids))).all()
    for text in texts:
        found.update(trigrams(f" {text}"))
    return {one: count / len(texts) for one, count in found.items()}
