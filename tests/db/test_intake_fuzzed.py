"""Whatever chance makes of the corpus is kept to the byte and understood or quarantined, never a fault of ours."""

from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.intake.interpreting import interpret
from crm_desktop.intake.queries import raw_bytes
from crm_desktop.intake.records import Interpreted, Received
from crm_desktop.intake.submissions import receive
from crm_desktop.verify import verify
from db.models.intake import SubmissionReadingRow
from db.session import Database
from db.vocabulary import Channel
from tests.fuzzing import changed, corpus

pytestmark = pytest.mark.slow
EACH, MANY = 3, 150
FAULT = "bug"


def took(database: Database, file: Path, number: int) -> Interpreted | None:
    """What it became; None for the double of another."""
    post = changed(file, number)
    channel = Channel.FILE if post.form.trusted else Channel.FORM
    sent = Received(post.form.source, post.raw, post.kind, channel, headers=dict(post.form.headers or {}))
    receipt = receive(database, sent)
    if receipt.duplicate:
        return None
    with database.read() as session:
        assert raw_bytes(session, receipt.submission_id) == post.raw, post.seed
    return interpret(database, receipt.submission_id)


def fuzzed(database: Database, each: int) -> None:
    found = [took(database, file, 1_000 + number) for file in corpus() for number in range(each)]
    kept = [one.submission_id for one in found if one is not None]
    with database.read() as session:
        readings = session.execute(select(SubmissionReadingRow.submission_id, SubmissionReadingRow.why)).all()
        proved = verify(session)
    assert {submission_id for submission_id, _ in readings} == set(kept)
    assert [whys for _, whys in readings if any(why["code"] == FAULT for why in whys)] == []
    assert proved.problems == ()


def test_that_the_corpus_changed_by_chance_is_understood_or_quarantined(database: Database) -> None:
    fuzzed(database, EACH)


@pytest.mark.deep
@pytest.mark.timeout(1_800)
def test_that_much_more_of_it_is_too(database: Database) -> None:
    fuzzed(database, MANY)
