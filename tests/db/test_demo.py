"""The sample company: the same every time, sound, believable, and one can go on working in it."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from statistics import median

import pytest
from psycopg.errors import CheckViolation
from sqlalchemy import func, select, true

from crm_desktop import search
from crm_desktop.analytics.records import PersonRow, ReportRequest, RoiRow
from crm_desktop.analytics.report import report_in
from crm_desktop.customers.rules import nip_is_valid
from crm_desktop.demo.assortment import articles, chosen
from crm_desktop.demo.bulk import Rows, write
from crm_desktop.demo.finale import DRAFTS, SHORT
from crm_desktop.demo.load import load
from crm_desktop.demo.supplies import LOW
from crm_desktop.documents.records import Snapshot, hash_of
from crm_desktop.errors import NotEmpty
from crm_desktop.intake.sources import list_sources
from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.verify import verify
from db.guards import missing
from db.models import Base
from db.models.catalogue import ProductBarcodeRow, ProductGroupRow, ProductRow
from db.models.customers import AddressRow, CustomerGroupRow, CustomerRow, TimelineRow
from db.models.documents import DocumentRow
from db.models.leaving import PrintJobRow
from db.models.sales import InquiryRow, OfferRow, OpportunityRow, OrderLineRow, OrderRow, OrderStepRow
from db.models.staff import EmployeeRow
from db.models.system import AuditRow
from db.models.warehouse import LotRow, StockMoveRow, StockRow, WarehouseRow
from db.models.worth import CampaignRow, ExpenseRow
from db.session import Database
from db.types import micros
from db.vocabulary import (
    ContactStatus,
    DocumentKind,
    FunnelStage,
    JobState,
    LineKind,
    LostReason,
    OfferStatus,
    OrderStatus,
)
from tests.company import Shop

pytestmark = pytest.mark.slow  # much of it; `make fast` leaves it out

NOW = datetime(2025, 3, 4, 10, 37, tzinfo=UTC)
ORDERS = 300


def _digests(database: Database) -> dict[str, str]:
    """A hash of each table's rows, read through the same types on both databases."""
    found = {}
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.columns if (table.name, column.name) not in _OF_THE_MOMENT]
            own = table.c.key != "form_secret" if table.name == "settings" else true()  # each database makes its own
            rows = session.execute(select(*columns).where(own).order_by(*table.primary_key.columns)).all()
            plain = [[sorted(value.items()) if isinstance(value, dict) else value for value in row] for row in rows]
            found[table.name] = hashlib.sha256(repr(plain).encode()).hexdigest()
    return found


_OF_THE_MOMENT = {("changes", "xid"), ("changes", "at")}


@pytest.fixture
def sample(database: Database) -> Database:
    load(database, orders=ORDERS, seed=1, now=NOW)
    return database


@pytest.fixture
def other_sqlite(sqlite_template: object, tmp_path: object) -> Iterator[Database]:
    opened = open_company(f"sqlite:///{tmp_path}/other.db")
    yield opened
    opened.close()


def test_that_the_same_seed_and_hour_give_the_same_rows_on_both_databases(
    sqlite_url: str, postgres_url: str, other_sqlite: Database
) -> None:
    one, two = open_company(sqlite_url), open_company(postgres_url)
    for database, minute in ((one, 0), (two, 59), (other_sqlite, 30)):
        load(database, orders=ORDERS, seed=7, now=NOW.replace(minute=minute))
    first = _digests(one)
    assert _digests(two) == first
    assert _digests(other_sqlite) == first
    one.close()
    two.close()


def test_that_another_seed_tells_another_story(sample: Database, other_sqlite: Database) -> None:
    load(other_sqlite, orders=ORDERS, seed=2, now=NOW)
    theirs, ours = _digests(other_sqlite), _digests(sample)
    assert all(theirs[table] != ours[table] for table in ("customers", "orders", "documents", "timeline"))


def test_that_verify_finds_nothing_and_every_guard_stands_after_the_load(sample: Database) -> None:
    with sample.read() as session:
        found = verify(session)
        assert missing(session.connection()) == []
        if sample.is_sqlite:
            assert session.connection().exec_driver_sql("PRAGMA ignore_check_constraints").scalar() == 0
    assert (found.ok, found.problems) == (True, ())
    assert found.checked["order totals"] == ORDERS + 30 + SHORT + DRAFTS
    assert min(found.checked[name] for name in ("stock", "reservations", "costs", "documents")) > 0


def test_that_a_second_load_is_refused_and_changes_nothing(sample: Database) -> None:
    before = _digests(sample)
    with pytest.raises(NotEmpty):
        load(sample, orders=10, seed=3, now=NOW)
    assert _digests(sample) == before


def test_that_a_row_breaking_a_check_is_refused_and_nothing_is_stored(database: Database) -> None:
    before = _digests(database)
    rows = Rows()
    for table, values in (
        ("customer_groups", (1, "Piekarnie")),
        ("customers", (1, 1, "K1", "company", "Kłos", "klos", "", "", "", 1, "", "no such status", 1, "", 1)),
    ):
        rows.add(table, *values)
    with pytest.raises((ValueError, CheckViolation), match="ck_customers_contactstatus_word"), database.write() as work:
        write(work.connection(), rows)
        work.commit()
    assert _digests(database) == before
    with database.read() as session:
        assert missing(session.connection()) == []


def test_that_the_journal_tells_the_last_weeks_in_order_and_agrees_with_what_it_tells_of(sample: Database) -> None:
    with sample.read() as session:
        a = AuditRow
        told = session.execute(
            select(a.at, a.actor, a.action, a.subject, a.subject_id).where(a.actor != "system").order_by(a.id)
        ).all()
        steps = session.execute(
            select(OrderStepRow.order_id, OrderStepRow.step, OrderStepRow.actor).where(
                OrderStepRow.at >= NOW.replace(minute=0) - timedelta(weeks=4)
            )
        ).all()
    moments = [row.at for row in told]
    assert moments == sorted(moments)
    assert NOW - timedelta(weeks=4, hours=1) <= moments[0] < moments[-1] <= NOW
    moved = Counter((row.subject_id, row.action, row.actor) for row in told if row.subject == "order")
    assert moved == Counter((order, step.value, actor) for order, step, actor in steps)
    kinds = {"order", "document", "inquiry", "offer", "expense", "product", "form", "printer", "employee"}
    assert {row.subject for row in told} == kinds


def test_that_nothing_is_asked_at_the_sample_s_made_up_addresses(sample: Database) -> None:
    with sample.read() as session:
        assert [source.kind for source in list_sources(session)] == ["mailbox", "shop", "dropbox"]
        assert list_sources(session, active=True) == []


def test_that_customers_and_goods_carry_valid_numbers(sample: Database) -> None:
    with sample.read() as session:
        nips = session.scalars(select(CustomerRow.nip).where(CustomerRow.kind == "company")).all()
        people = session.scalars(select(CustomerRow.nip).where(CustomerRow.kind == "person")).all()
        codes = session.scalars(select(ProductBarcodeRow.code)).all()
    assert len(nips) > 150
    assert all(nip_is_valid(nip) for nip in nips)
    assert set(people) == {""}
    sums = {sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(code)) % 10 for code in codes}
    assert sums == {0}
    assert {len(code) for code in codes} == {13}


def test_that_orders_stand_at_every_status_and_the_funnel_at_every_stage(sample: Database) -> None:
    with sample.read() as session:
        statuses = Counter(session.scalars(select(OrderRow.status)))
        standing = set(session.scalars(select(OpportunityRow.furthest).where(OpportunityRow.lost_at.is_(None))))
        lost = Counter(session.scalars(select(OpportunityRow.lost_reason).where(OpportunityRow.lost_at.is_not(None))))
    assert set(statuses) == set(OrderStatus)
    assert statuses[OrderStatus.DRAFT] == DRAFTS
    assert standing == set(FunnelStage)
    assert set(lost) == set(LostReason) - {LostReason.OTHER}
    assert statuses[OrderStatus.CANCELLED] == lost["cancelled"]


def test_that_some_inquiries_are_late_some_are_not_and_a_label_failed(sample: Database) -> None:
    now = NOW.replace(minute=0)
    waiting = (
        select(func.count())
        .select_from(InquiryRow)
        .join(OpportunityRow, OpportunityRow.id == InquiryRow.opportunity_id)
        .where(InquiryRow.open, OpportunityRow.answered_at.is_(None))
    )
    with sample.read() as session:
        late = session.scalar(waiting.where(InquiryRow.due_at < now))
        in_time = session.scalar(waiting.where(InquiryRow.due_at >= now))
        failed = session.execute(
            select(OrderRow.status, PrintJobRow.sent_bytes)
            .join(PrintJobRow, PrintJobRow.order_id == OrderRow.id)
            .where(PrintJobRow.state == JobState.FAILED)
        ).one()
    assert late is not None and late >= 3
    assert in_time is not None and in_time >= 6
    assert tuple(failed) == (OrderStatus.LABELLED, 812)
    with sample.read() as session:
        states = Counter(session.scalars(select(PrintJobRow.state)))
    assert states == {JobState.FAILED: 1, JobState.UNCERTAIN: 1}


def test_that_nothing_lies_in_the_future_and_numbers_follow_time(sample: Database) -> None:
    latest = NOW.replace(minute=0)
    moments = (
        (TimelineRow.at, TimelineRow.id),
        (DocumentRow.issued_at, DocumentRow.id),
        (OrderRow.placed_at, OrderRow.id),
        (InquiryRow.received_at, InquiryRow.id),
        (OfferRow.sent_at, OfferRow.id),
        (OrderStepRow.at, None),
        (OpportunityRow.lost_at, None),
    )
    with sample.read() as session:
        for column, key in moments:
            statement = select(column).where(column.is_not(None))
            found = list(session.scalars(statement if key is None else statement.order_by(key)))
            assert max(found) <= latest, column
            if key is not None and column is not DocumentRow.issued_at:
                assert found == sorted(found), column


def test_that_the_timeline_explains_every_status_of_every_contact(sample: Database) -> None:
    with sample.read() as session:
        customers = {row.id: row for row in session.scalars(select(CustomerRow))}
        told = session.scalars(select(TimelineRow).order_by(TimelineRow.at, TimelineRow.id)).all()
        status = dict.fromkeys(customers, ContactStatus.NEW)
        moved_at = {key: micros(row.created_at) for key, row in customers.items()}
        for entry in told:
            assert (entry.status_before is None) == (entry.status_after is None)
            if entry.status_after is not None:
                assert entry.status_before == status[entry.customer_id] != entry.status_after
                status[entry.customer_id] = entry.status_after
                moved_at[entry.customer_id] = micros(entry.at)
        assert {key: row.status for key, row in customers.items()} == status
        assert {key: micros(row.status_at) for key, row in customers.items()} == moved_at
    assert set(status.values()) == set(ContactStatus)


def test_that_every_paper_is_canonical_and_reads_back(sample: Database) -> None:
    with sample.read() as session:
        papers = session.execute(select(DocumentRow.number, DocumentRow.snapshot, DocumentRow.snapshot_hash)).all()
    for number, snapshot, told in papers:
        paper = Snapshot.from_json(snapshot)
        assert (paper.number, paper.to_json(), hash_of(snapshot)) == (number, snapshot, told)


def test_that_one_works_on_in_the_sample_company(sample: Database) -> None:
    with sample.read() as session:
        shop = Shop(sample, actor_by_login(session, "admin"))
        highest = session.scalar(select(func.max(OrderRow.id)))
    product, customer = shop.product("NOWY", stock=9_000), shop.customer("Piekarnia Nowy Świt")
    placed = shop.place(customer, (product, 2_000))
    assert placed.order_id == (highest or 0) + 1
    moved = shop.advance(placed.number, "reserve", "pick", "issue", "label", "hand_over", "complete")
    assert moved.status is OrderStatus.COMPLETED
    with sample.read() as session:
        assert verify(session).problems == ()
        found = [hit.title for hit in search.find(session, "nowy swit")]
    assert [title.split()[0] for title in found] == ["WZ", "ZAM", "Piekarnia"]


def test_that_customers_of_the_load_are_found_by_what_people_type(sample: Database) -> None:
    with sample.read() as session:
        someone = session.scalars(select(CustomerRow).where(CustomerRow.nip != "").order_by(CustomerRow.id)).first()
        assert someone is not None
        for question in (someone.nip, someone.email, someone.phone.replace(" ", ""), someone.name.upper()):
            assert someone.id in {hit.record_id for hit in search.find(session, question)}, question


def test_that_an_old_company_has_three_years_behind_it(sample: Database) -> None:
    with sample.read() as session:
        first, last = session.execute(select(func.min(OrderRow.placed_at), func.max(OrderRow.placed_at))).one()
    assert last - first > timedelta(days=1000)


def _count(sample: Database, table: type[Base]) -> int:
    with sample.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_that_the_company_is_whole(sample: Database) -> None:
    with sample.read() as session:
        groups = session.scalar(select(func.count()).where(ProductGroupRow.parent_id.is_(None)))
        people = set(session.scalars(select(EmployeeRow.login)))
    assert people == {"admin", "anna", "piotr", "zofia", "marek", "lucja", "ewa"}
    assert (_count(sample, WarehouseRow), groups, _count(sample, CustomerGroupRow)) == (3, 12, 5)
    assert (_count(sample, ProductRow), _count(sample, CustomerRow)) == (ORDERS, ORDERS)


def test_that_a_full_company_has_800_products_of_12_groups_none_named_twice() -> None:
    everything = chosen(800)
    assert len(everything) == len({article.name for article in everything}) == 800
    assert len({article.shelf.group for article in everything}) == 12
    assert {article.shelf for article in everything} == {article.shelf for article in articles()}
    assert all(0.5 < article.price < 3_000 for article in everything)


def test_that_customers_live_where_their_postal_code_says(sample: Database) -> None:
    with sample.read() as session:
        rows = session.execute(
            select(AddressRow.postal_code, AddressRow.city, CustomerRow.region)
            .join(CustomerRow, CustomerRow.id == AddressRow.customer_id)
            .where(AddressRow.position == 0)
        ).all()
    homes = {"Poznań": (("60", "61"), "wielkopolskie"), "Gdynia": (("81",), "pomorskie")}
    for code, city, region in rows:
        assert len(code) == 6 and code[2] == "-" and (code[:2] + code[3:]).isdigit(), code
        if city in homes:
            assert (code[:2] in homes[city][0], region) == (True, homes[city][1])


def test_that_what_is_in_lots_leaves_those_that_expire_first_and_none_is_overdrawn(sample: Database) -> None:
    with sample.read() as session:
        moved = session.execute(
            select(StockMoveRow.product_id, StockMoveRow.warehouse_id, StockMoveRow.lot_id, StockMoveRow.quantity)
            .join(ProductRow, ProductRow.id == StockMoveRow.product_id)
            .where(ProductRow.tracks_lots)
            .order_by(StockMoveRow.id)
        ).all()
        expiry = dict(session.execute(select(LotRow.id, LotRow.expires_on)).all())
    left: dict[tuple[int, int], dict[int, int]] = {}
    for product, warehouse, lot, quantity in moved:
        assert lot is not None
        there = left.setdefault((product, warehouse), {})
        if quantity < 0:
            assert all(expiry[lot] <= expiry[other] for other, rest in there.items() if rest)
        there[lot] = there.get(lot, 0) + quantity
        assert there[lot] >= 0
    assert len(expiry) > 100


def test_that_returns_bring_goods_back_by_a_correction_and_count_on_their_own_day(sample: Database) -> None:
    with sample.read() as session:
        returned = session.execute(
            select(OrderLineRow.id, OrderLineRow.quantity, OrderLineRow.net, OrderLineRow.sold_on, OrderRow.placed_on)
            .join(OrderRow, OrderRow.id == OrderLineRow.order_id)
            .where(OrderLineRow.kind == LineKind.RETURN)
        ).all()
        corrections = session.execute(
            select(DocumentRow.value, DocumentRow.corrects_id).where(DocumentRow.kind == DocumentKind.WZK)
        ).all()
        back = dict(
            session.execute(
                select(StockMoveRow.order_line_id, StockMoveRow.quantity).where(StockMoveRow.kind == DocumentKind.WZK)
            ).all()
        )
    assert len(returned) == len(corrections) >= 3
    assert back == {key: -quantity for key, quantity, *_ in returned}
    assert all(quantity < 0 and net < 0 and sold > placed for _, quantity, net, sold, placed in returned)
    assert sum(net for _, _, net, _, _ in returned) == sum(value for value, _ in corrections)
    assert all(corrects is not None for _, corrects in corrections)


def test_that_fifteen_goods_lie_under_their_minimum_and_some_orders_lack_goods(sample: Database) -> None:
    line, stock = OrderLineRow, StockRow
    with sample.read() as session:
        low = session.scalar(select(func.count()).select_from(stock).where(stock.on_hand < stock.minimum))
        lacking = session.scalars(
            select(OrderRow.number)
            .join(line, line.order_id == OrderRow.id)
            .join(stock, (stock.product_id == line.product_id) & (stock.warehouse_id == OrderRow.warehouse_id))
            .where(OrderRow.status == OrderStatus.PLACED, line.quantity > stock.on_hand - stock.reserved)
            .distinct()
        ).all()
    assert low == LOW
    assert len(lacking) == SHORT


def test_that_follow_ups_are_due_today_overdue_and_ahead_and_offers_run_out_soon(other_sqlite: Database) -> None:
    load(other_sqlite, orders=1500, seed=1, now=NOW)
    today = NOW.date()
    with other_sqlite.read() as session:
        days = set(session.scalars(select(InquiryRow.follow_up_on).where(InquiryRow.open)))
        until = session.scalars(select(OfferRow.valid_until).where(OfferRow.status == OfferStatus.SENT)).all()
    assert {today, today - timedelta(days=1), today + timedelta(days=7)} <= days  # a Tuesday, and the next
    assert min(until) >= today
    assert sum(day <= today + timedelta(days=5) for day in until) >= 2


def test_that_one_march_is_weak_because_one_seller_answered_late(other_sqlite: Database) -> None:
    load(other_sqlite, orders=1500, seed=1, now=NOW)
    p, first_of = OpportunityRow, {"feb": 20240201, "mar": 20240301, "apr": 20240401, "may": 20240501}
    begins = {month: datetime.strptime(str(day), "%Y%m%d").date() for month, day in first_of.items()}
    with other_sqlite.read() as session:
        placed = session.scalars(select(OrderRow.placed_on).where(OrderRow.placed_on.is_not(None))).all()
        lost = session.execute(
            select(EmployeeRow.login, p.lost_reason)
            .join(EmployeeRow, EmployeeRow.id == p.employee_id)
            .where(p.received_on >= begins["mar"], p.received_on < begins["apr"], p.lost_at.is_not(None))
        ).all()
    march = sum(begins["mar"] <= day < begins["apr"] for day in placed)
    around = sum(begins["feb"] <= day < begins["mar"] or begins["apr"] <= day < begins["may"] for day in placed) / 2
    assert march < 0.8 * around
    too_late = Counter(login for login, reason in lost if reason is LostReason.TOO_LATE)
    assert too_late["piotr"] > 2 * (too_late["anna"] + too_late["zofia"])


def test_that_some_campaigns_gain_and_some_lose_and_expenses_are_tied_to_what_they_were_for(sample: Database) -> None:
    with sample.read() as session:
        rows = report_in(session, ReportRequest("roi", date(2022, 3, 5), date(2025, 3, 4))).rows
        tied = session.execute(
            select(
                func.count(ExpenseRow.campaign_id),
                func.count(ExpenseRow.employee_id),
                func.count(ExpenseRow.product_group_id),
            )
        ).one()
    assert _count(sample, CampaignRow) == 21
    verdicts = Counter(row.verdict for row in rows if isinstance(row, RoiRow) and row.key)
    assert verdicts["gain"] >= 3 and verdicts["loss"] >= 3
    assert min(tied) > 30


def test_that_sellers_differ_in_how_soon_they_answer_and_how_much_they_sell(sample: Database) -> None:
    p = OpportunityRow
    with sample.read() as session:
        rows = session.execute(
            select(EmployeeRow.login, p.received_at, p.answered_at, p.ordered_at)
            .join(EmployeeRow, EmployeeRow.id == p.employee_id)
            .where(p.answered_at.is_not(None))
        ).all()
    waits: dict[str, list[timedelta]] = {}
    for login, received, answered, _ in rows:
        waits.setdefault(login, []).append(answered - received)
    medians = {login: median(found) for login, found in waits.items()}
    assert medians["anna"] < medians["piotr"] < medians["zofia"]
    won = {login: sum(row[3] is not None for row in rows if row[0] == login) / len(waits[login]) for login in waits}
    assert won["anna"] > won["zofia"] + 0.1


def test_that_each_seller_has_a_target_that_one_meets_and_another_misses(sample: Database) -> None:
    with sample.read() as session:
        rows = report_in(session, ReportRequest("people", date(2024, 3, 1), date(2025, 2, 28))).rows
    people = {row.key: row for row in rows if isinstance(row, PersonRow) and row.target}
    assert people.keys() == {"anna", "piotr", "zofia"}
    reached = {key: row.sums.revenue / row.target for key, row in people.items() if row.target}
    assert reached["anna"] > 1 > reached["zofia"] > 0.3


def test_that_inquiries_read_like_letters(sample: Database) -> None:
    with sample.read() as session:
        letters = session.scalars(select(InquiryRow.message)).all()
        subjects = set(session.scalars(select(InquiryRow.subject)))
    assert not [letter for letter in letters if "{" in letter or ".." in letter or len(letter) < 40]
    assert len(set(letters)) > 0.9 * len(letters)
    assert len(subjects) > 0.6 * len(letters)
