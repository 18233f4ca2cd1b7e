"""How common letters and words are in the search index: asked for what is rare, it need not walk through a million."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.system import SearchRow
from db.statements import table_of
from db.vocabulary import SearchKind

LETTERS = 3
LOOKED_AT, MOST = 400, 3
"""So many records are looked at; so many trigrams of a word are asked for."""
FEW_RECORDS = 20_000
"""Below, every way is quick."""
AS_RARE, ALWAYS_RARE = 4, 0.01
KEPT_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Sample:
    """Some of the records, and the share of them that holds a trigram; none where they are few."""

    texts: tuple[tuple[SearchKind, str], ...]
    share: dict[str, float]
    at: float

    def rarest(self, words: Sequence[str], usable: Callable[[str], bool] = bool) -> list[str]:
        """The rarest trigrams of each word, a word itself where it has none that are `usable`; a record that holds the
        words holds all of these."""
        return [part for word in words for part in self._rarest_of(word, usable)]

    def _rarest_of(self, word: str, usable: Callable[[str], bool]) -> Sequence[str]:
        found = [one for one in trigrams(word) if usable(one)]
        if not self.texts or not found or len(word) <= LETTERS:
            return (word,)
        found.sort(key=lambda one: (self.share.get(one, 0.0), one))
        bound = max(self.share.get(found[0], 0.0) * AS_RARE, ALWAYS_RARE)
        return [one for one in found[:MOST] if self.share.get(one, 0.0) <= bound]

    def common_in(self, words: Sequence[str], kinds: Sequence[SearchKind]) -> list[SearchKind]:
        """The kinds of which some that were looked at hold all the words: so many that the newest may do."""
        holding = {kind for kind, text in self.texts if all(word in text for word in words)}
        return [kind for kind in kinds if kind in holding]


_samples: "WeakKeyDictionary[Any, Sample]" = WeakKeyDictionary()


def sample(session: Session) -> Sample:
    """Of the database of this session, taken anew every ten minutes."""
    engine = session.get_bind().engine
    known = _samples.get(engine)
    if known is None or time.monotonic() - known.at > KEPT_SECONDS:
        known = _samples[engine] = _taken(session)
    return known


def _taken(session: Session) -> Sample:
    row = table_of(SearchRow).c
    newest = session.scalar(select(func.max(row.id))) or 0
    if newest < FEW_RECORDS:
        return Sample((), {}, time.monotonic())
    ids = range(newest, 0, -max(1, newest // LOOKED_AT))
    rows = session.execute(select(row.kind, row.folded).where(row.id.in_(ids)))
    texts = tuple((kind, f" {text}") for kind, text in rows)
    found: Counter[str] = Counter()
    for _, text in texts:
        found.update(trigrams(text))
    return Sample(texts, {one: count / len(texts) for one, count in found.items()}, time.monotonic())


def trigrams(text: str) -> set[str]:
    return {text[at : at + LETTERS] for at in range(len(text) - LETTERS + 1)}
