"""Views that a person keeps and pins, what they say at a glance, and targets beside what was reached."""

from datetime import date
from typing import Any

import pytest

from crm_desktop.analytics.pinned import Glance, Unit, glance
from crm_desktop.analytics.records import PersonRow, ReportRequest
from crm_desktop.analytics.report import run_report
from crm_desktop.analytics.shape import report_json
from crm_desktop.analytics.views import (
    MOST_PINNED,
    ForgetView,
    KeepView,
    PinView,
    Place,
    Step,
    forget_view,
    keep_view,
    period_of,
    pin_view,
    request_of,
    views_of,
)
from crm_desktop.errors import InvalidValue, NotAllowed, NotFound, StaleRecord
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.records import AddEmployee
from crm_desktop.staff.service import add_employee
from crm_desktop.work import Actor, execute
from crm_desktop.worth.targets import SetTargets, set_targets, targets_of
from db.session import Database
from db.vocabulary import Role
from tests.company import Shop
from tests.db.test_changes_and_people import place
from tests.db.test_reports import Story

pytestmark = pytest.mark.slow

HERE = Place(
    page="products",
    steps=(Step("products", "Towary", by=("product_group",)), Step("products", "Mąki", (("product_group", "M"),), ())),
    period="month",
    since=date(2026, 1, 1),
    until=date(2026, 1, 31),
    compare="year",
    filters=(("warehouse", "GŁ"),),
    measure="margin",
    asks="lines",
)


def kept(database: Database, actor: Actor) -> list[tuple[str, bool]]:
    with database.read() as session:
        return [(view.name, view.pinned) for view in views_of(session, actor.employee_id)]


def someone(database: Database, admin: Actor, login: str, role: Role = Role.CLERK) -> Actor:
    execute(database, add_employee, AddEmployee(login=login, name=login.title(), role=role), actor=admin)
    with database.read() as session:
        return actor_by_login(session, login, place="t")


def test_that_a_view_is_kept_whole_for_its_person_alone(database: Database, admin: Actor) -> None:
    other = someone(database, admin, "ola")
    saved = execute(database, keep_view, KeepView(" Mąki ", HERE, pinned=True), actor=admin)
    with database.read() as session:
        (found,) = views_of(session, admin.employee_id)
        assert views_of(session, other.employee_id) == ()
    assert (found.view_id, found.name, found.pinned, found.place) == (saved.view_id, "Mąki", True, HERE)
    with pytest.raises(NotFound):
        execute(database, pin_view, PinView(saved.view_id, False), actor=other)
    with pytest.raises(NotFound):
        execute(database, forget_view, ForgetView(saved.view_id), actor=other)
    assert kept(database, admin) == [("Mąki", True)]


def test_that_a_name_is_kept_once_and_views_are_pinned_unpinned_and_forgotten(database: Database, admin: Actor) -> None:
    first = execute(database, keep_view, KeepView("A", HERE), actor=admin)
    again = execute(database, keep_view, KeepView("A", HERE, pinned=True), actor=admin)
    assert first.view_id == again.view_id
    execute(database, pin_view, PinView(first.view_id, False), actor=admin)
    assert kept(database, admin) == [("A", False)]
    execute(database, forget_view, ForgetView(first.view_id), actor=admin)
    assert kept(database, admin) == []
    with pytest.raises(NotFound):
        execute(database, pin_view, PinView(first.view_id, True), actor=admin)


def test_that_today_has_room_for_so_many_and_a_view_needs_a_name(database: Database, admin: Actor) -> None:
    for number in range(MOST_PINNED):
        execute(database, keep_view, KeepView(f"V{number}", HERE, pinned=True), actor=admin)
    with pytest.raises(InvalidValue) as full:
        execute(database, keep_view, KeepView("one more", HERE, pinned=True), actor=admin)
    assert full.value.details["rule"] == "full"
    for name in ("  ", "x" * 81):
        with pytest.raises(InvalidValue):
            execute(database, keep_view, KeepView(name, HERE), actor=admin)
    execute(database, keep_view, KeepView("V3", HERE, pinned=True), actor=admin)
    assert kept(database, admin) == [(f"V{number}", True) for number in range(MOST_PINNED)]


def test_that_a_named_period_moves_with_the_calendar_and_own_days_do_not() -> None:
    today = date(2026, 3, 15)
    asked = request_of(HERE, today, limit=7)
    assert asked == ReportRequest(
        *("lines", date(2026, 3, 1), date(2026, 3, 31)),
        where=(("warehouse", "GŁ"), ("product_group", "M")),
        limit=7,
    )
    own = Place(**{name: getattr(HERE, name) for name in HERE.__dataclass_fields__} | {"period": "own"})
    assert period_of(own, today) == (HERE.since, HERE.until)


@pytest.fixture
def story(shop: Shop) -> Story:
    return Story(shop)


@pytest.fixture
def sold(story: Story) -> Database:
    """In February 2025 60.00 of A and 40.00 of B by the admin; in January 50.00 of A."""
    with story.at("01-10T09:00:00"):
        a, b = (story.shop.product(code) for code in "AB")
        buyer = story.shop.customer("Piekarnia")
        place(story, buyer, (a, 5_000, 100_000))
    with story.at("02-10T09:00:00"):
        place(story, buyer, (a, 6_000, 100_000), (b, 4_000, 100_000))
    return story.shop.database


def seen(database: Database, asks: str, measure: str, **more: Any) -> Glance:
    request = ReportRequest(asks, date(2025, 2, 1), date(2025, 2, 28), compare="previous", **more)
    return glance(run_report(database, request), measure)


def test_that_a_glance_tells_the_figure_how_it_was_and_its_shape(sold: Database) -> None:
    assert seen(sold, "products", "revenue") == Glance(10_000, Unit.MONEY, "PLN", 5_000, (6_000, 4_000))
    assert seen(sold, "products", "quantity") == Glance(10_000, Unit.QUANTITY, "PLN", None, (6_000, 4_000))
    assert seen(sold, "changes", "") == Glance(10_000, Unit.MONEY, "PLN", 5_000, (1_000, 4_000))
    assert seen(sold, "funnel", "count") == Glance(1, Unit.COUNT, "PLN", 1, (1, 1, 1, 1, 0, 0))
    assert seen(sold, "lines", "value") == Glance(10_000, Unit.MONEY, "PLN", 5_000, (6_000, 4_000))
    assert seen(sold, "inquiries", "value").figure == 10_000


def test_that_a_glance_at_people_and_campaigns_is_of_what_was_chosen(sold: Database, admin: Actor) -> None:
    """What was paid has no campaign: its row is the one for none."""
    assert seen(sold, "people", "revenue") == Glance(10_000, Unit.MONEY, "PLN", 5_000, (10_000,))
    assert seen(sold, "people", "won") == Glance(1, Unit.COUNT, "PLN", None, (1,))
    report = run_report(sold, ReportRequest("people", date(2025, 2, 1), date(2025, 2, 28)))
    assert isinstance(report.total, PersonRow)
    assert glance(report, "contribution").figure == report.total.contribution == report.total.sums.margin
    unset = Glance(10_000, Unit.MONEY, "PLN", None, (10_000,), None)
    assert seen(sold, "people", "target") == unset
    assert seen(sold, "products", "revenue", where=(("product", "Z"),)).bars == ()


def year(*amounts: int) -> tuple[int, ...]:
    return (*amounts, *[0] * (12 - len(amounts)))


def targets(database: Database, since: date, until: date, **more: Any) -> tuple[dict[str, int | None], int | None]:
    report = run_report(database, ReportRequest("people", since, until, **more))
    assert isinstance(report.total, PersonRow)
    rows = [row for row in report.rows if isinstance(row, PersonRow)]
    return {row.key: row.target for row in rows if row.target is not None}, report.total.target


def test_that_a_target_stands_beside_what_was_reached_for_the_days_of_the_period(sold: Database, admin: Actor) -> None:
    someone(sold, admin, "ola")
    before = year()
    assert "target" not in run_report(sold, ReportRequest("people", date(2025, 2, 1), date(2025, 2, 28))).columns
    execute(sold, set_targets, SetTargets("admin", 2025, year(31_000, 28_000), before), actor=admin)
    execute(sold, set_targets, SetTargets("ola", 2025, year(0, 14_001), before), actor=admin)
    assert targets(sold, date(2025, 2, 1), date(2025, 2, 28)) == ({"admin": 28_000, "ola": 14_001}, 42_001)
    assert targets(sold, date(2025, 1, 31), date(2025, 2, 14)) == ({"admin": 15_000, "ola": 7_001}, 22_001)
    assert targets(sold, date(2024, 1, 1), date(2024, 12, 31)) == ({}, None)
    where = {"where": (("employee", "ola"),)}
    assert targets(sold, date(2025, 2, 1), date(2025, 2, 28), **where) == ({"ola": 14_001}, 14_001)
    assert targets(sold, date(2025, 2, 1), date(2025, 2, 28), where=(("product", "A"),)) == ({}, None)
    told = report_json(run_report(sold, ReportRequest("people", date(2025, 2, 1), date(2025, 2, 28))))
    assert [(row["key"], row["target"], row["revenue"]) for row in told["rows"]] == [
        ("admin", "280.00", "100.00"),
        ("ola", "140.01", "0.00"),
    ]


def test_that_targets_are_set_anew_as_they_were_read_and_by_who_sees_costs(database: Database, admin: Actor) -> None:
    clerk = someone(database, admin, "ola")
    execute(database, set_targets, SetTargets("ola", 2025, year(100), year()), actor=admin)
    with pytest.raises(StaleRecord):
        execute(database, set_targets, SetTargets("ola", 2025, year(200), year()), actor=admin)
    with pytest.raises(InvalidValue):
        execute(database, set_targets, SetTargets("ola", 2025, year(-1), year(100)), actor=admin)
    with pytest.raises(NotAllowed):
        execute(database, set_targets, SetTargets("ola", 2025, year(9), year(100)), actor=clerk)
    with pytest.raises(NotFound):
        execute(database, set_targets, SetTargets("nobody", 2025, year(9), year()), actor=admin)
    execute(database, set_targets, SetTargets("ola", 2025, year(0, 5), year(100)), actor=admin)
    with database.read() as session:
        assert targets_of(session, "ola", 2025).amounts == year(0, 5)
        assert targets_of(session, "ola", 2024).whole == 0
