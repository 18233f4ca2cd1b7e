"""What was not understood: listed with its reason, mapped once for its form, tried again; spam taken in by a person."""

import json

import pytest
from sqlalchemy import func, select

from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.inquiries import queries
from crm_desktop.intake.interpreting import interpret
from crm_desktop.intake.queries import raw_bytes
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.unrecognised import (
    MapFields,
    TriedAgain,
    list_unrecognised,
    map_and_retry,
    map_fields,
    show_unrecognised,
    take_in,
    unrecognised_count,
)
from crm_desktop.work import execute
from db.models.intake import FormRow, PastReadingRow
from db.models.sales import InquiryRow
from db.vocabulary import Channel, Outcome
from tests.company import Shop

COMMAND = "6f1c7f8e-5f0a-4a5e-9c6b-0d5a2a1f0002"
URLENCODED = "application/x-www-form-urlencoded"


def came(shop: Shop, raw: bytes, *, source: str = "serwis", kind: str = "application/json") -> int:
    received = Received(source=source, raw=raw, content_type=kind, channel=Channel.FORM)
    submission_id = receive(shop.database, received).submission_id
    interpret(shop.database, submission_id)
    return submission_id


def odd(letter: str) -> bytes:
    """Fields that say nothing to anyone but the company whose form it is."""
    return json.dumps({"p1": f"Zakład {letter}", "p2": "poproszę cennik", "p7": letter}).encode()


def inquiries(shop: Shop) -> list[tuple[str, str]]:
    with shop.database.read() as session:
        return [(row.customer, row.preview) for row in queries.list_inquiries(session)]


def count(shop: Shop, table: type) -> int:
    with shop.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_that_fields_mapped_once_bring_in_everything_of_that_form(shop: Shop) -> None:
    first, second = came(shop, odd("A")), came(shop, odd("B"))
    elsewhere = came(shop, odd("C"), source="inny")
    with shop.database.read() as session:
        card = show_unrecognised(session, first)
        assert unrecognised_count(session) == 3
    assert (card.row.outcome, card.alike, card.form_version) == (Outcome.QUARANTINED, 2, 0)
    assert card.row.reason == "żadne pole nie mówi, kto pyta"
    with shop.database.read() as session:
        assert show_unrecognised(session, first, language="en").row.reason == "no field says who is asking"
        assert list_unrecognised(session, language="en")[0].reason == "no field says who is asking"
    assert [(field.key, field.value, field.meaning) for field in card.fields] == [
        ("p1", "Zakład A", ""),
        ("p2", "poproszę cennik", ""),
        ("p7", "A", ""),
    ]
    told = MapFields("serwis", {"p1": "company", "p2": "message", "p7": ""}, card.form_version)
    tried = map_and_retry(shop.database, told, actor=shop.actor, command_id=COMMAND)
    assert tried == TriedAgain(understood=2, left=0)
    assert sorted(inquiries(shop)) == [("Zakład A", "poproszę cennik\np7: A"), ("Zakład B", "poproszę cennik\np7: B")]
    with shop.database.read() as session:
        assert [row.submission_id for row in list_unrecognised(session)] == [elsewhere]
        assert raw_bytes(session, second) == odd("B")
    came(shop, odd("D"))
    assert len(inquiries(shop)) == 3


def test_that_a_map_tried_twice_makes_nothing_twice(shop: Shop) -> None:
    came(shop, odd("A"))
    told = MapFields("serwis", {"p1": "company"}, 0)
    for _ in range(2):
        map_and_retry(shop.database, told, actor=shop.actor, command_id=COMMAND)
    assert (count(shop, InquiryRow), count(shop, FormRow)) == (1, 1)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (MapFields("serwis", {"p1": "shoe_size"}, 0), InvalidValue),
        (MapFields("serwis", {"p1": "company"}, 7), StaleRecord),
        (MapFields("nigdy", {"p1": "company"}, 0), NotFound),
    ],
)
def test_that_a_map_that_cannot_be_is_refused_and_changes_nothing(
    shop: Shop, told: MapFields, error: type[Exception]
) -> None:
    came(shop, odd("A"))
    with pytest.raises(error):
        execute(shop.database, map_fields, told, actor=shop.actor)
    assert (count(shop, FormRow), inquiries(shop)) == (0, [])


def test_that_what_another_mapped_meanwhile_is_not_overwritten(shop: Shop) -> None:
    came(shop, odd("A"))
    execute(shop.database, map_fields, MapFields("serwis", {"p1": "company"}, 0), actor=shop.actor)
    with pytest.raises(StaleRecord):
        execute(shop.database, map_fields, MapFields("serwis", {"p1": "name"}, 0), actor=shop.actor)
    with shop.database.read() as session:
        assert session.scalars(select(FormRow.field_map)).one() == {"p1": "company"}


def test_that_spam_becomes_an_inquiry_when_a_person_says_so(shop: Shop) -> None:
    raw = b"imie=Jan+Kowalski&email=jan%40example.pl&wiadomosc=Ile+za+worek%3F&_gotcha=x"
    submission_id = came(shop, raw, kind=URLENCODED)
    with shop.database.read() as session:
        (row,) = list_unrecognised(session)
        assert (row.outcome, row.reason) == (
            Outcome.SPAM,
            "100 pkt: wypełniono pole, którego człowiek nie widzi (100)",
        )
        assert unrecognised_count(session) == 0
    taken = execute(shop.database, take_in, submission_id, actor=shop.actor)
    assert taken.outcome is Outcome.INQUIRY
    again = execute(shop.database, take_in, submission_id, actor=shop.actor)
    assert (again.number, inquiries(shop)[0][0]) == (taken.number, "Jan Kowalski")
    assert (count(shop, InquiryRow), count(shop, PastReadingRow)) == (1, 1)
    with shop.database.read() as session:
        assert list_unrecognised(session) == []
        with pytest.raises(NotFound):
            show_unrecognised(session, submission_id)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [(b"", URLENCODED), (b"{broken", "application/json"), (b"\x1f\x8b\x08\x00", ""), (b"\x00\xff\xfe" * 90, "")],
    ids=["empty", "broken json", "compressed", "bytes"],
)
def test_that_anything_at_all_can_be_shown_with_its_reason(shop: Shop, raw: bytes, kind: str) -> None:
    submission_id = came(shop, raw, kind=kind)
    with shop.database.read() as session:
        (row,) = list_unrecognised(session)
        card = show_unrecognised(session, submission_id)
        assert raw_bytes(session, submission_id) == raw
    assert (row.submission_id, row.outcome, card.size) == (submission_id, Outcome.QUARANTINED, len(raw))
    assert row.reason
