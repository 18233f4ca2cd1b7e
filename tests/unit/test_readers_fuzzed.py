"""Whatever is sent, it is read or refused with a reason: every reader, over a corpus that is changed by chance."""

import os
import time
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import pytest

from crm_desktop.intake.formats.reading import Form, read
from crm_desktop.intake.formats.shops import prestashop
from crm_desktop.intake.formats.shops.reading import READERS, WRAPPERS
from crm_desktop.intake.formats.shops.tree import Tree, parsed
from tests.fuzzing import as_written, changed, corpus, fault_of

EACH = 40
OUT = Path(__file__).resolve().parents[2] / "out" / "fuzz"


@pytest.mark.parametrize("file", corpus(), ids=lambda file: file.name)
def test_that_the_corpus_and_what_chance_makes_of_it_is_read_or_refused(file: Path) -> None:
    posts = [as_written(file), *(changed(file, number) for number in range(EACH))]
    assert [(post.seed, told) for post in posts if (told := fault_of(post))] == []


def test_that_the_corpus_reaches_every_reader() -> None:
    """A reader that is added to the table without a seed is not fuzzed."""
    raws = [file.read_bytes() for file in corpus()]
    trees = [tree for raw in raws for tree in _trees(parsed(raw) or prestashop.trees(raw))]
    assert [reader.name for reader in READERS if not any(reader.knows(tree) for tree in trees)] == []
    found = {one.reader for file in corpus() for one in read(file.read_bytes(), as_written(file).kind, Form())}
    assert found >= {reader.name for reader in READERS} | {"form", "form_mail", "mail"}


def _trees(told: Any) -> list[Tree]:
    if isinstance(told, list):
        return [tree for inner in told for tree in _trees(inner)]
    if not isinstance(told, dict):
        return []
    return [told, *(tree for key in WRAPPERS for tree in _trees(told.get(key)))]


@pytest.mark.deep
def test_that_for_a_long_time_nothing_is_found_by_chance() -> None:
    """Another chance each time, for CRM_FUZZ_SECONDS (600); what is found lies in out/fuzz, ready for the corpus."""
    end = time.monotonic() + float(os.environ.get("CRM_FUZZ_SECONDS", "600"))
    files, begin = corpus(), SystemRandom().getrandbits(64)
    faults: dict[str, str] = {}
    number = 0
    while time.monotonic() < end:
        number += 1
        file = Random(begin + number).choice(files)
        post = changed(file, f"{begin} {number}")
        told = fault_of(post)
        if told and told.splitlines()[-1] not in faults:
            OUT.mkdir(parents=True, exist_ok=True)
            (OUT / f"{len(faults)}{file.suffix}").write_bytes(post.raw)
            faults[told.splitlines()[-1]] = f"{post.seed}: {post.kind!r} {post.form}\n{told}"
    print(f"{number} posts, {len(faults)} faults")
    assert list(faults.values()) == []
