"""Two records of one customer made one and told apart again: everything moves, and exactly that comes back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Table, select

from crm_desktop.analytics.records import ReportRequest, SaleRow
from crm_desktop.analytics.report import run_report
from crm_desktop.clock import now
from crm_desktop.commands.dispatch import run as run_command
from crm_desktop.customers import merging, queries
from crm_desktop.customers.consents import give_consent, withdraw_consent
from crm_desktop.customers.proposals import proposals
from crm_desktop.customers.records import (
    EditCustomer,
    GiveConsent,
    KeepApart,
    KeptAddress,
    MergeCustomers,
    PostalAddress,
    TakeNote,
    Unmerge,
    WithdrawConsent,
)
from crm_desktop.customers.service import edit_customer, take_note
from crm_desktop.errors import InvalidValue, KnownError, NotFound, StaleRecord
from crm_desktop.inquiries.records import RegisterInquiry
from crm_desktop.inquiries.service import register_inquiry
from crm_desktop.search import find
from crm_desktop.work import execute
from db.models.base import Base
from db.session import Database
from db.vocabulary import Channel, SearchKind
from tests.company import Shop

NEVER_THE_SAME = {"audit", "audit_personal", "changes", "commands", "customer_merges", "customer_merge_moves"}


def dump(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, without versions, the records of the merge itself and its lines of the timeline."""
    found = {}
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in NEVER_THE_SAME:
                rows = session.execute(select(*_columns(table))).mappings()
                found[table.name] = sorted(
                    (tuple(map(repr, row.values())) for row in rows if row.get("what") not in ("merge", "unmerge")),
                )
    return found


def _columns(table: Table) -> list[Any]:
    skipped = {"version"} | ({"id"} if table.name == "search_entries" else set())
    return [column for column in table.columns if column.name not in skipped]


class Pair:
    """One customer on file twice, each with a life of its own."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.product = shop.product(stock=90_000)
        self.kept = shop.customer("Piekarnia Kłos", nip="1234563218")
        self.gone = shop.customer("PIEKARNIA „KŁOS”", email="biuro@klos.example")
        self.orders = {}
        for who in (self.kept, self.gone):
            self.orders[who] = shop.place(who, (self.product, 2_000)).number
            shop.advance(self.orders[who], "reserve", "pick", "issue")
            self.do(register_inquiry, RegisterInquiry(who, Channel.PHONE, "Mąka", "Ile za tonę?"))
            self.do(give_consent, GiveConsent(who, "marketing_email", "Chcę dostawać oferty", "2026-01", "telefon"))
            self.do(take_note, TakeNote(who, "Woli dzwonić rano", by_phone=True))
        branch = KeptAddress(0, PostalAddress("Filia", "ul. Leśna 5", "62-020", "Swarzędz"))
        card = self.card(self.gone)
        edit = EditCustomer(
            self.gone,
            card.version,
            card.row.name,
            "",
            card.row.email,
            "600 700 800",
            "stary wpis",
            card.address,
            (branch,),
        )
        self.do(edit_customer, edit)

    def do(self, case: Any, command: Any) -> Any:
        return execute(self.shop.database, case, command, actor=self.shop.actor)

    def card(self, customer_id: int) -> Any:
        with self.shop.database.read() as session:
            return queries.show_customer(session, customer_id)

    def merge(self, **how: Any) -> Any:
        return self.do(merging.merge_customers, MergeCustomers(self.kept, self.gone, **how))


@pytest.fixture
def pair(shop: Shop) -> Pair:
    return Pair(shop)


def test_that_everything_of_the_one_that_goes_is_on_the_card_of_the_one_kept(pair: Pair) -> None:
    pair.merge()
    card = pair.card(pair.kept)
    assert {order.number for order in card.orders} == set(pair.orders.values())
    assert (len(card.inquiries), len(card.consents), len(card.documents)) == (2, 2, 2)
    assert sorted(other.address.city for other in card.others) == ["Poznań", "Swarzędz"]
    assert (card.row.name, card.row.nip, card.row.email) == ("Piekarnia Kłos", "1234563218", "biuro@klos.example")
    assert sum(entry.text == "Woli dzwonić rano" for entry in card.timeline) == 2
    assert [(merge.gone_code, merge.gone_name) for merge in card.merges] == [("K000002", "PIEKARNIA „KŁOS”")]
    assert pair.card(pair.gone).row.customer_id == pair.kept
    with pair.shop.database.read() as session:
        hits = find(session, "biuro@klos", kinds=(SearchKind.CUSTOMER,))
        assert [hit.record_id for hit in hits] == [pair.kept]
        assert [row.customer_id for row in queries.list_customers(session)] == [pair.kept]


def test_that_un_merging_gives_back_exactly_what_was_there(pair: Pair) -> None:
    before = dump(pair.shop.database)
    done = pair.merge(take=("name", "phone", "note"))
    assert pair.card(pair.kept).row.name == "PIEKARNIA „KŁOS”"
    back = pair.do(merging.unmerge, Unmerge(done.merge_id))
    assert dump(pair.shop.database) == before
    assert back.returned == done.moved
    assert pair.card(pair.kept).merges == ()


def test_that_the_figures_follow_the_merge_and_come_back(pair: Pair) -> None:
    today = now().date()
    request = ReportRequest("customers", today.replace(day=1), today.replace(year=today.year + 1, day=1))

    def sold() -> dict[str, tuple[int, int]]:
        rows = run_report(pair.shop.database, request).rows
        return {row.keys[0]: (row.sums.revenue, row.sums.orders) for row in rows if isinstance(row, SaleRow)}

    assert sold() == {"K000001": (9780, 1), "K000002": (9780, 1)}
    merge_id = pair.merge().merge_id
    assert sold() == {"K000001": (19560, 2)}
    pair.do(merging.unmerge, Unmerge(merge_id))
    assert sold() == {"K000001": (9780, 1), "K000002": (9780, 1)}


def test_that_what_came_since_and_what_was_written_since_stay(pair: Pair) -> None:
    merge_id = pair.merge(take=("phone", "note")).merge_id
    since = pair.shop.place(pair.kept, (pair.product, 1_000)).number
    card = pair.card(pair.kept)
    written = EditCustomer(
        pair.kept, card.version, "Piekarnia Kłos s.c.", card.row.nip, card.row.email, "61 800", "", card.address
    )
    pair.do(edit_customer, written)
    pair.do(merging.unmerge, Unmerge(merge_id))
    kept, gone = pair.card(pair.kept), pair.card(pair.gone)
    assert {order.number for order in kept.orders} == {pair.orders[pair.kept], since}
    assert [order.number for order in gone.orders] == [pair.orders[pair.gone]]
    assert (kept.row.name, kept.row.phone) == ("Piekarnia Kłos s.c.", "61 800")
    assert (gone.row.phone, gone.note) == ("600 700 800", "stary wpis")


def test_that_a_customer_merged_twice_comes_back_step_by_step(pair: Pair) -> None:
    third = pair.shop.customer("Kłos Hurt")
    before = dump(pair.shop.database)
    first = pair.merge()
    second = pair.do(merging.merge_customers, MergeCustomers(third, pair.kept))
    assert pair.card(pair.gone).row.customer_id == third
    assert {order.number for order in pair.card(third).orders} == set(pair.orders.values())
    whole = dump(pair.shop.database)
    with pytest.raises(merging.MergedOn) as refused:
        pair.do(merging.unmerge, Unmerge(first.merge_id))
    assert refused.value.details == {"kept": "Piekarnia Kłos", "later": "Kłos Hurt"}
    assert dump(pair.shop.database) == whole
    pair.do(merging.unmerge, Unmerge(second.merge_id))
    assert {order.number for order in pair.card(pair.kept).orders} == set(pair.orders.values())
    pair.do(merging.unmerge, Unmerge(first.merge_id))
    assert dump(pair.shop.database) == before


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"kept_version": 7}, StaleRecord),
        ({"gone_version": 7}, StaleRecord),
        ({"take": ("status",)}, InvalidValue),
    ],
    ids=["kept is stale", "gone is stale", "no such field"],
)
def test_that_a_refused_merge_changes_nothing(pair: Pair, change: dict[str, Any], refusal: type[KnownError]) -> None:
    before = dump(pair.shop.database)
    with pytest.raises(refusal):
        pair.merge(**change)
    assert dump(pair.shop.database) == before


def test_that_nobody_is_merged_with_themselves_or_twice(pair: Pair) -> None:
    with pytest.raises(InvalidValue):
        pair.do(merging.merge_customers, MergeCustomers(pair.kept, pair.kept))
    merge_id = pair.merge().merge_id
    before = dump(pair.shop.database)
    with pytest.raises(NotFound):
        pair.merge()
    pair.do(merging.unmerge, Unmerge(merge_id))
    with pytest.raises(NotFound):
        pair.do(merging.unmerge, Unmerge(merge_id))
    assert dump(pair.shop.database) != before


def test_that_names_that_differ_by_case_and_marks_and_equal_keys_are_proposed_until_told_apart(pair: Pair) -> None:
    alike = pair.shop.customer("Młyn Nowak", email="BIURO@klos.example")
    pair.shop.customer("Zupełnie inny")

    def proposed(customer_id: int | None = None) -> list[tuple[int, int, str]]:
        with pair.shop.database.read() as session:
            found = proposals(session, customer_id=customer_id)
        return [(each.one.customer_id, each.other.customer_id, each.why) for each in found]

    assert proposed() == [(pair.gone, alike, "email"), (pair.kept, pair.gone, "name")]
    assert proposed(alike) == [(pair.gone, alike, "email")]
    pair.do(merging.keep_apart, KeepApart(alike, pair.gone))
    pair.do(merging.keep_apart, KeepApart(pair.gone, alike))
    assert proposed() == [(pair.kept, pair.gone, "name")]
    pair.merge()
    assert proposed() == [(pair.kept, alike, "email")]


def test_that_a_consent_keeps_its_proof_when_it_is_withdrawn(pair: Pair) -> None:
    consent = pair.card(pair.kept).consents[0]
    pair.do(withdraw_consent, WithdrawConsent(consent.consent_id))
    once = pair.card(pair.kept).consents[0]
    pair.do(withdraw_consent, WithdrawConsent(consent.consent_id))
    assert pair.card(pair.kept).consents[0] == once
    assert (once.text, once.text_version, once.form_key) == ("Chcę dostawać oferty", "2026-01", "by_hand")
    assert once.withdrawn_at is not None
    assert once.given_at == consent.given_at


@pytest.mark.parametrize(("day", "hour"), [(date(1998, 4, 30), 10), (date(2024, 2, 5), 11), (date(2024, 7, 5), 10)])
def test_that_a_consent_that_was_given_earlier_bears_its_day_and_the_timeline_when_it_was_written(
    pair: Pair, day: date, hour: int
) -> None:
    before = now()
    pair.do(give_consent, GiveConsent(pair.kept, "sms", "Zgadzam się", proof="teczka", given_on=day))
    card = pair.card(pair.kept)
    assert card.consents[0].given_at == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    assert (card.timeline[0].what, card.timeline[0].at >= before) == ("give_consent", True)


def test_that_a_consent_of_today_bears_its_hour(pair: Pair) -> None:
    before = now()
    pair.do(give_consent, GiveConsent(pair.kept, "sms", "Zgadzam się", proof="teczka"))
    assert before <= pair.card(pair.kept).consents[0].given_at <= now()


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        (("  ", "Zgadzam się", "1", "telefon"), ("purpose", "required")),
        (("sms", " ", "1", "telefon"), ("text", "required")),
        (("sms", "Zgadzam się", "1", ""), ("proof", "required")),
        (("s" * 61, "Zgadzam się", "1", "telefon"), ("purpose", "too_long")),
        (("sms", "Zgadzam się", "1" * 41, "telefon"), ("text_version", "too_long")),
        (("sms", "Zgadzam się", "1", "t" * 61), ("proof", "too_long")),
    ],
)
def test_that_a_consent_without_its_proof_is_refused_and_none_is_cut(
    pair: Pair, told: tuple[str, str, str, str], refused: tuple[str, str]
) -> None:
    before = pair.card(pair.kept)
    with pytest.raises(InvalidValue) as refusal:
        pair.do(give_consent, GiveConsent(pair.kept, *told))
    assert (refusal.value.details["field"], refusal.value.details["rule"]) == refused
    after = pair.card(pair.kept)
    assert (after.consents, after.timeline) == (before.consents, before.timeline)


def test_that_addresses_are_added_changed_and_taken_away_with_the_card(pair: Pair) -> None:
    def save(*others: KeptAddress) -> list[str]:
        card = pair.card(pair.gone)
        row = card.row
        edit = EditCustomer(
            row.customer_id, card.version, row.name, "", row.email, row.phone, card.note, card.address, others
        )
        pair.do(edit_customer, edit)
        return [other.address.city for other in pair.card(pair.gone).others]

    old = pair.card(pair.gone).others[0]
    assert save(old, KeptAddress(0, PostalAddress("Sklep", "ul. Nowa 1", "60-001", "Luboń"))) == ["Swarzędz", "Luboń"]
    moved = KeptAddress(old.address_id, PostalAddress("Filia", "ul. Leśna 6", "62-021", "Paczkowo"))
    assert save(moved) == ["Paczkowo"]
    assert save() == []


def test_that_the_command_line_merges_once_and_gives_back(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    url = pair.shop.database.url.render_as_string(hide_password=False)
    before = dump(pair.shop.database)
    merge = ["customer", "merge", "K000001", "K000002", "--take", "name", "--db", url, "--json"]
    again = [*merge, "--command-id", "6d3f7c1e-0000-4000-8000-000000000001"]
    assert (run_command(again), run_command(again)) == (0, 0)
    first, second = capsys.readouterr().out.strip().split("\n")
    assert first == second
    assert pair.card(pair.kept).row.name == "PIEKARNIA „KŁOS”"
    assert run_command(["customer", "show", "K000002", "--db", url, "--json"]) == 0
    assert '"code": "K000001"' in capsys.readouterr().out
    assert run_command(["customer", "unmerge", "K000002", "--db", url, "--json"]) == 0
    assert '"restored": "K000002"' in capsys.readouterr().out
    assert dump(pair.shop.database) == before
    assert run_command(["customer", "unmerge", "K000002", "--db", url, "--json"]) == 3
