"""Spam without third parties: a score of marks; listed, one press from being an inquiry, forgotten after a while."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from sqlalchemy import select

from crm_desktop.intake.interpreting import interpret
from crm_desktop.intake.page_tokens import page_token, read_token
from crm_desktop.intake.queries import list_submissions
from crm_desktop.intake.records import Draft, Interpreted, Received
from crm_desktop.intake.spam import forget_spam, marks_of, spam_keeper
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.unrecognised import take_in
from crm_desktop.work import SYSTEM, execute
from db.models.customers import CustomerRow
from db.models.intake import SubmissionRow
from db.vocabulary import Outcome
from tests.company import Shop
from tests.db.door import URLENCODED, Door

NOON = datetime(2025, 1, 13, 11, tzinfo=UTC)
LINKS = "Cheap https://a.example https://b.example https://c.example https://d.example"


def filled(shop: Shop, source: str = "kontakt", **fields: str) -> Interpreted:
    received = receive(shop.database, Received(source, urlencode(fields).encode(), URLENCODED))
    return interpret(shop.database, received.submission_id)


@pytest.mark.parametrize(("seconds", "points"), [(0.1, [100]), (0.5, [60]), (1.9, [60]), (2.0, []), (86_400 * 90, [])])
def test_that_a_page_filled_in_at_once_is_spam_and_quickly_doubtful(seconds: float, points: list[int]) -> None:
    sent = Draft(token=page_token("s", NOON))
    marks = marks_of(sent, secret="s", received_at=NOON + timedelta(seconds=seconds), fastest_seconds=2)
    assert [mark.points for mark in marks] == points


@pytest.mark.parametrize(
    ("fields", "points"),
    [
        ({"message": "Proszę o cenę 10 worków mąki"}, {}),
        ({"message": "Jak na https://moja.pl/oferta, ale 20 sztuk"}, {}),
        ({"message": "Mamy https://a.pl i https://b.pl"}, {"links": 30}),
        ({"message": LINKS}, {"links": 60}),
        ({"message": "See [url=http://x.y]here[/url]"}, {"markup": 50}),
        ({"name": "Win www.win.example", "message": "hi"}, {"link_in_name": 70}),
        ({"message": "We sell backlinks and SEO"}, {"words": 50}),
        ({"message": "Krem dla seniora, lampa bitowa"}, {}),
        ({"trapped": True}, {"honeypot": 100}),
        ({"seconds": 1.5}, {"too_fast": 100}),
        ({"seconds": 2.0}, {}),
        ({"seconds": -3.0}, {}),
    ],
)
def test_that_each_mark_has_its_points(fields: dict[str, object], points: dict[str, int]) -> None:
    marks = marks_of(Draft(**fields), secret="s", received_at=NOON, fastest_seconds=2)  # type: ignore[arg-type]  # a table
    assert {mark.code: mark.points for mark in marks} == points


def test_that_the_token_of_a_page_says_since_when_it_is_open_and_cannot_be_made_older() -> None:
    token = page_token("s", NOON)
    assert read_token("s", token).made_at == NOON
    older = token.replace(f"{int(NOON.timestamp()) * 1000:x}", f"{int(NOON.timestamp() - 60) * 1000:x}")
    assert read_token("s", older).forged
    assert read_token("other", token).forged
    for nothing in ("", "8f14e45f", "t1-xyz-0-0"):
        assert (read_token("s", nothing).made_at, read_token("s", nothing).forged) == (None, False)


def open_page(door: Door) -> dict[str, str]:
    page = door.client.get("/form/kontakt").text
    return dict(re.findall(r'name="(_token|_clause)" value="([^"]+)"', page))


def test_that_a_page_sent_back_at_once_is_spam_and_after_a_while_an_inquiry(door: Door) -> None:
    hidden = open_page(door)
    at_once = door.take(urlencode({**hidden, "name": "Bot", "email": "bot@bot.pl", "message": "a"}))
    assert door.outcome(at_once) == "spam"
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=20)):
        slowly = door.take(urlencode({**hidden, "name": "Jan", "email": "jan@jan.pl", "message": "b"}))
        assert door.outcome(slowly) == "inquiry"
    forged = hidden["_token"][:-4] + ("0000" if not hidden["_token"].endswith("0000") else "1111")
    body = {**hidden, "_token": forged, "name": "Zły", "email": "z@z.pl", "message": LINKS}
    assert door.readings(door.take(urlencode(body)))[0].reason == (
        "120 pkt: znacznik strony jest podrobiony (60), odnośników: 4 (60)"
    )


def test_that_the_snippet_counts_for_itself_and_the_page_needs_no_script(door: Door) -> None:
    snippet = door.client.get("/form/kontakt/snippet").text
    assert 'name="_started"' in snippet and "<script>" in snippet
    assert "<script" not in door.client.get("/form/kontakt").text


def test_that_spam_makes_nobody_a_customer_and_is_listed_with_its_score(shop: Shop) -> None:
    read = filled(shop, name="SEO www.x.example", email="x@x.example", message=LINKS)
    assert (read.outcome, read.reason) == (
        Outcome.SPAM,
        "155 pkt: odnośników: 4 (60), odnośnik w nazwie (70), słowa: seo (25)",
    )
    with shop.database.read() as session:
        assert [row.submission_id for row in list_submissions(session, outcome=Outcome.SPAM)] == [read.submission_id]
        assert session.scalars(select(CustomerRow.email).where(CustomerRow.email == "x@x.example")).all() == []


def test_that_the_same_doubtful_words_from_several_are_spam(shop: Shop) -> None:
    words = "Oferta https://a.example i https://b.example: backlinks, bitcoin"
    reads = [filled(shop, name=f"Jan {n}", email=f"jan{n}@x.example", message=words) for n in range(4)]
    assert [read.outcome for read in reads] == [Outcome.INQUIRY, Outcome.INQUIRY, Outcome.SPAM, Outcome.SPAM]
    assert reads[2].reason == (
        "120 pkt: odnośników: 2 (30), słowa: backlinks, bitcoin (50), te same słowa od innych: 2 (40)"
    )


def test_that_a_person_brings_spam_in_and_it_stays_so(shop: Shop) -> None:
    read = filled(shop, name="Ola", email="ola@klient.pl", message="Proszę o ofertę", _gotcha="autofill")
    assert read.outcome is Outcome.SPAM
    taken = execute(shop.database, take_in, read.submission_id, actor=shop.actor)
    assert (taken.outcome, taken.reason) == (Outcome.INQUIRY, "")
    assert execute(shop.database, take_in, read.submission_id, actor=shop.actor).number == taken.number


def test_that_spam_is_forgotten_after_thirty_days_and_nothing_else_is(shop: Shop) -> None:
    with time_machine.travel(NOON, tick=False):
        spam = filled(shop, name="Bot", email="b@b.pl", message="x", _gotcha="1").submission_id
        kept = filled(shop, name="Jan", email="j@j.pl", message="x").submission_id
    keeper = spam_keeper(shop.database)
    with time_machine.travel(NOON + timedelta(days=29), tick=False):
        assert not keeper.run_once()
    with time_machine.travel(NOON + timedelta(days=30, seconds=1), tick=False):
        assert keeper.run_once()
        assert execute(shop.database, forget_spam, None, actor=SYSTEM) == 0
    with shop.database.read() as session:
        rows = {row.id: (row.raw, len(row.raw_hash)) for row in session.scalars(select(SubmissionRow))}
    assert rows[spam] == (None, 64)
    assert rows[kept][0] is not None
