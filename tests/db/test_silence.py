"""Who lets nothing be heard for the set time is dormant, once, and wakes with the next event."""

from dataclasses import replace

import time_machine
from sqlalchemy import select

from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.customers.records import TakeNote
from crm_desktop.customers.service import take_note
from crm_desktop.customers.silence import fall_silent, sleep_watch
from crm_desktop.work import SYSTEM, execute
from db.models.customers import CustomerRow, TimelineRow
from db.vocabulary import ContactStatus, TimelineKind
from tests.company import Shop

ALL_STEPS = ("reserve", "pick", "issue", "label", "hand_over", "complete")


def status(shop: Shop, customer_id: int) -> ContactStatus:
    with shop.database.read() as session:
        return session.scalars(select(CustomerRow.status).where(CustomerRow.id == customer_id)).one()


def slept(shop: Shop, customer_id: int) -> list[tuple[str, str, str | None, str | None]]:
    row = TimelineRow
    told = select(row.actor, row.what, row.status_before, row.status_after)
    with shop.database.read() as session:
        found = session.execute(told.where(row.customer_id == customer_id, row.kind == TimelineKind.STATUS))
        return [(actor, what, before, after) for actor, what, before, after in found]


def at(moment: str) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def test_that_a_customer_is_dormant_twelve_months_after_the_last_event_and_wakes_with_an_order(shop: Shop) -> None:
    with at("2024-02-29T10:00:00+00:00"):
        buyer, product = shop.customer(), shop.product(stock=90_000)
        shop.advance(shop.place(buyer, (product, 2_000)).number, *ALL_STEPS)
    watch = sleep_watch(shop.database)
    with at("2025-02-28T10:00:00+00:00"):
        assert not watch.run_once()
        assert status(shop, buyer) is ContactStatus.COMPLETED
    with at("2025-03-01T10:00:01+00:00"):
        assert watch.run_once()
        assert status(shop, buyer) is ContactStatus.DORMANT
        assert slept(shop, buyer) == [("system", "dormant", ContactStatus.COMPLETED, ContactStatus.DORMANT)]
        assert not watch.run_once()
        assert execute(shop.database, fall_silent, None, actor=SYSTEM) == 0
        shop.place(buyer, (product, 1_000))
        assert status(shop, buyer) is ContactStatus.ORDERED


def test_that_a_word_with_the_customer_counts_and_the_months_are_the_company_s(shop: Shop) -> None:
    with at("2025-01-10T10:00:00+00:00"):
        quiet, spoken = shop.customer("Cicha"), shop.customer("Rozmowna")
        with shop.database.read() as session:
            card = settings_card(session)
        wanted = SaveSettings(replace(card.settings, dormant_after_months=2), card.versions)
        execute(shop.database, save_settings, wanted, actor=shop.actor)
    with at("2025-02-10T10:00:00+00:00"):
        execute(shop.database, take_note, TakeNote(spoken, "Zadzwoni w marcu"), actor=shop.actor)
    before = status(shop, spoken)
    with at("2025-03-11T10:00:00+00:00"):
        assert execute(shop.database, fall_silent, None, actor=SYSTEM) == 1
    assert status(shop, quiet) is ContactStatus.DORMANT
    assert status(shop, spoken) is before
    assert slept(shop, spoken) == []
