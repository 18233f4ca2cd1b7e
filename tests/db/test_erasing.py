"""A person is handed everything and erased on request: nothing personal is left, what was issued stays as it was."""

import json
from typing import Any

import pytest
from sqlalchemy import LargeBinary, select

from crm_desktop.customers.consents import give_consent
from crm_desktop.customers.erasing import EraseCustomer, erase_customer
from crm_desktop.customers.exporting import export_person
from crm_desktop.customers.merging import merge_customers
from crm_desktop.customers.queries import purposes_told
from crm_desktop.customers.records import GiveConsent, MergeCustomers
from crm_desktop.errors import Erased, InvalidValue
from crm_desktop.inquiries.records import AnswerInquiry
from crm_desktop.inquiries.service import answer_inquiry
from crm_desktop.intake.interpreting import interpret, interpret_again
from crm_desktop.intake.queries import raw_bytes
from crm_desktop.intake.records import Interpreted, Received
from crm_desktop.intake.submissions import receive
from crm_desktop.orders.cancelling import cancel_order
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import StepCommand
from crm_desktop.search import find
from crm_desktop.verify import verify
from crm_desktop.work import execute
from db.models.base import Base
from db.models.customers import ConsentRow, CustomerKeyRow, CustomerRow, TimelineRow
from db.models.documents import DocumentRow
from db.models.intake import SubmissionRow
from db.models.sales import OpportunityRow
from db.session import Database
from db.vocabulary import CustomerKind, OrderStatus
from tests.company import Shop

PERSONAL = ("Wiśniewska", "ola.w@przyklad.pl", "601202303", "601 202 303", "sekretna", "Ogrodowa 7")
MAY_KEEP = {"documents", "document_prints", "document_lines"}
FORM = "\r\n".join(
    [
        '--b\r\nContent-Disposition: form-data; name="imię i nazwisko"\r\n\r\nAleksandra Wiśniewska',
        '--b\r\nContent-Disposition: form-data; name="email"\r\n\r\nola.w@przyklad.pl',
        '--b\r\nContent-Disposition: form-data; name="telefon"\r\n\r\n601 202 303',
        '--b\r\nContent-Disposition: form-data; name="ulica"\r\n\r\nOgrodowa 7',
        '--b\r\nContent-Disposition: form-data; name="wiadomość"\r\n\r\nsekretna prośba',
        '--b\r\nContent-Disposition: form-data; name="zgoda_marketing"\r\n\r\ntak',
        '--b\r\nContent-Disposition: form-data; name="plik"; filename="cv.txt"\r\n\r\nsekretna treść\r\n--b--\r\n',
    ]
).encode()
KIND = "multipart/form-data; boundary=b"


def arrived(database: Database, raw: bytes, kind: str) -> Interpreted:
    received = Received("kontakt", raw, kind, headers={"referer": "https://x/Wiśniewska"}, remote="10.1.2.3")
    return interpret(database, receive(database, received).submission_id)


def customer_of(database: Database, inquiry: Interpreted) -> int:
    with database.read() as session:
        key = select(CustomerKeyRow.customer_id).where(CustomerKeyRow.value == "ola.w@przyklad.pl")
        return session.scalars(key).first() or 0


def traces(database: Database) -> dict[str, list[str]]:
    """Every table whose rows still hold something personal, apart from issued documents."""
    found: dict[str, list[str]] = {}
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name in MAY_KEEP:
                continue
            for row in session.execute(select(table)).mappings():
                told = " ".join(_text(value, isinstance(table.c[key].type, LargeBinary)) for key, value in row.items())
                found.setdefault(table.name, []).extend(word for word in PERSONAL if word.lower() in told.lower())
    return {name: words for name, words in found.items() if words}


def _text(value: Any, binary: bool) -> str:
    if binary and value is not None:
        return bytes(value).decode("utf-8", "replace")
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)


@pytest.fixture
def life(shop: Shop) -> tuple[Shop, Interpreted, int]:
    """A form with a file, an answer, and an order whose goods have left."""
    product = shop.product("MK-1", stock=9_000)
    came = arrived(shop.database, FORM, KIND)
    answer = AnswerInquiry(came.number, "Pani Wiśniewska", "ola.w@przyklad.pl")
    execute(shop.database, answer_inquiry, answer, actor=shop.actor)
    customer = customer_of(shop.database, came)
    number = shop.place(customer, (product, 1_000)).number
    shop.advance(number, "reserve", "pick", "issue", "label", "hand_over", "complete")
    return shop, came, customer


def test_that_nothing_personal_is_left_but_what_was_issued(life: tuple[Shop, Interpreted, int]) -> None:
    shop, came, customer = life
    with shop.database.read() as session:
        before = session.scalars(select(DocumentRow.snapshot)).all()
    assert traces(shop.database)
    done = execute(shop.database, erase_customer, EraseCustomer(customer), actor=shop.actor)
    assert (done.submissions, done.documents_kept, done.under_way) == (1, 1, ())
    assert len(done.tombstone) == 64
    assert traces(shop.database) == {}
    with shop.database.read() as session:
        assert session.scalars(select(DocumentRow.snapshot)).all() == before
        assert verify(session).problems == ()
        assert find(session, "Wiśniewska") == []
        row = session.get_one(SubmissionRow, came.submission_id)
        assert (row.raw, len(row.raw_hash), row.remote) == (None, 64, "")


def test_that_the_raw_of_an_erased_one_is_a_refusal_and_its_retry_too(life: tuple[Shop, Interpreted, int]) -> None:
    shop, came, customer = life
    execute(shop.database, erase_customer, EraseCustomer(customer), actor=shop.actor)
    with shop.database.read() as session, pytest.raises(Erased):
        raw_bytes(session, came.submission_id)
    assert interpret_again(shop.database, came.submission_id).number == came.number


def test_that_a_second_time_answers_the_same_and_a_new_form_makes_a_new_person(
    life: tuple[Shop, Interpreted, int],
) -> None:
    shop, _, customer = life
    first = execute(shop.database, erase_customer, EraseCustomer(customer), actor=shop.actor)
    assert execute(shop.database, erase_customer, EraseCustomer(customer), actor=shop.actor) == first
    came = arrived(shop.database, FORM.replace(b"sekretna", b"druga"), KIND)
    assert customer_of(shop.database, came) not in (0, customer)


def test_that_an_order_under_way_keeps_where_it_goes_until_it_is_ended(shop: Shop) -> None:
    product = shop.product("MK-1", stock=9_000)
    customer = shop.customer("Aleksandra Wiśniewska")
    number = shop.place(customer, (product, 1_000)).number
    done = execute(shop.database, erase_customer, EraseCustomer(customer), actor=shop.actor)
    assert done.under_way == (number,)
    shop.advance(number, "reserve", "pick", "issue")
    with shop.database.read() as session:
        assert session.scalar(select(DocumentRow.snapshot).where(DocumentRow.kind == "WZ")) is not None


def test_that_why_an_order_was_cancelled_goes_with_the_person_and_that_it_was_stays(shop: Shop) -> None:
    customer = shop.customer("Aleksandra Wiśniewska")
    number = shop.place(customer, (shop.product("MK-1", stock=9_000), 1_000)).number
    cancelled = StepCommand(number, reason="Wiśniewska zrezygnowała")
    execute(shop.database, cancel_order, cancelled, actor=shop.actor)
    execute(shop.database, erase_customer, EraseCustomer(customer), actor=shop.actor)
    assert traces(shop.database) == {}
    with shop.database.read() as session:
        card = show_order(session, number)
        told = session.scalars(select(TimelineRow.text).where(TimelineRow.what == "cancel")).all()
    assert (card.row.status, card.reason, told) == (OrderStatus.CANCELLED, "", [number])


def test_that_all_that_was_merged_into_one_is_erased_with_it(shop: Shop) -> None:
    kept, gone = shop.customer("Ola"), shop.customer("Aleksandra Wiśniewska", email="ola.w@przyklad.pl")
    execute(shop.database, merge_customers, MergeCustomers(kept, gone), actor=shop.actor)
    execute(shop.database, erase_customer, EraseCustomer(kept), actor=shop.actor)
    assert traces(shop.database) == {}


def test_that_the_cash_customer_is_nobody_to_erase(shop: Shop) -> None:
    customer = shop.customer("Kasa")
    with shop.database.write() as session:
        session.get_one(CustomerRow, customer).kind = CustomerKind.CASH
        session.commit()
    with pytest.raises(InvalidValue):
        execute(shop.database, erase_customer, EraseCustomer(customer), actor=shop.actor)


def test_that_everything_is_handed_out_before(life: tuple[Shop, Interpreted, int]) -> None:
    shop, came, customer = life
    with shop.database.read() as session:
        told = json.loads(export_person(session, customer))
        item = session.scalar(select(OpportunityRow.id).where(OpportunityRow.customer_id == customer))
    assert item is not None
    counts = {name: len(rows) for name, rows in told.items()}
    assert counts["submissions"] == counts["files"] == counts["consents"] == counts["documents"] == 1
    assert told["customers"][0]["name"] == "Aleksandra Wiśniewska"
    assert told["inquiries"][0]["number"] == came.number
    assert told["messages"][0]["body"] == "Pani Wiśniewska"


def test_that_a_consent_entered_by_hand_is_handed_out_with_where_its_proof_is_and_its_words_are_erased(
    life: tuple[Shop, Interpreted, int],
) -> None:
    shop, _, customer = life
    signed = GiveConsent(customer, "newsletter", "Ja, Wiśniewska, chcę newsletter", "", "teczka Wiśniewska")
    execute(shop.database, give_consent, signed, actor=shop.actor)
    with shop.database.read() as session:
        told = json.loads(export_person(session, customer))["consents"]
    assert [(one["form_key"], one["ip"], one["proof_kept"]) for one in told] == [
        ("kontakt", "10.1.2.3", ""),
        ("by_hand", "", "teczka Wiśniewska"),
    ]
    execute(shop.database, erase_customer, EraseCustomer(customer), actor=shop.actor)
    assert traces(shop.database) == {}
    with shop.database.read() as session:
        kept = session.execute(select(ConsentRow.purpose, ConsentRow.text != "").order_by(ConsentRow.id)).all()
        offered = [one.purpose for one in purposes_told(session)]
    assert [tuple(row) for row in kept] == [("zgoda_marketing", True), ("newsletter", False)]
    assert offered == ["zgoda_marketing"]
