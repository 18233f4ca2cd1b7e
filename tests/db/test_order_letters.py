"""What customers are told: templates by step, carrier and language, filled in a sandbox, queued once."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from crm_desktop import settings
from crm_desktop.customers.records import PostalAddress
from crm_desktop.errors import InvalidValue, NotAllowed, NotFound, StaleRecord
from crm_desktop.messages.outbox import outgoing
from crm_desktop.messages.templates import (
    SAMPLE,
    TOLD_STEPS,
    ForgetTemplate,
    Places,
    SaveTemplate,
    TemplateFault,
    fill,
    filled,
    forget_template,
    list_templates,
    ready_made,
    save_template,
    template_for,
)
from crm_desktop.orders.advance import advance
from crm_desktop.orders.beside import beside_order
from crm_desktop.orders.carriers import tracking_link
from crm_desktop.orders.picking import pick_short
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import NewLine, PickShort, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.orders.telling import Letter, letter_for, send_letter
from crm_desktop.work import execute
from db.models.leaving import MessageRow
from db.vocabulary import JobState, OrderStep, Role, TimelineKind
from tests.company import Shop

COMMAND = "6f1c7f8e-5f0a-4a5e-9c6b-0d5a2a1f0002"


def placed(shop: Shop, *, email: str = "biuro@klos.example", country: str = "PL") -> str:
    customer, flour = shop.customer(email=email), shop.product(stock=9_000)
    address = PostalAddress("Sklep", "ul. Długa 5", "00-001", "Warszawa", country)
    order = PlaceOrder(customer, (NewLine(flour, 2_000),), address=address, external_ref="PO-9")
    return execute(shop.database, place_order, order, actor=shop.actor).number


def letter(shop: Shop, number: str, step: OrderStep, **told: str) -> Letter:
    with shop.database.read() as session:
        return letter_for(session, number, step, **told)


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("step", TOLD_STEPS)
def test_that_the_programs_own_letters_name_the_order_and_leave_no_place_unfilled(
    step: OrderStep, language: str
) -> None:
    for places in (SAMPLE, replace(Places(), order="ZAM 12/2026")):
        subject, body = filled(ready_made(step, language), places)
        assert "ZAM 12/2026" in subject and "ZAM 12/2026" in body
        assert not {"{", "}", "%"} & set(subject + body)
        assert "\n\n\n" not in body


@pytest.mark.parametrize(
    "template",
    [
        "{{ order.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{% for i in range(10000000) %}x{% endfor %}",
        "{{ nobody }}",
        "{{ order",
        "{% if %}",
        "{% include '/etc/passwd' %}",
        "{{ 1 / 0 }}",
        "x" * 20_001,
    ],
)
def test_that_a_template_reaches_for_nothing_but_its_places(template: str) -> None:
    with pytest.raises(TemplateFault):
        fill(template, SAMPLE)


def test_that_a_letter_of_the_step_names_carrier_number_and_where_to_look(shop: Shop) -> None:
    number = placed(shop)
    told = letter(shop, number, OrderStep.HAND_OVER, carrier="InPost", tracking="6200 01")
    assert (told.recipient, told.language) == ("biuro@klos.example", "pl")
    assert told.subject == f"Zamówienie {number} jest w drodze"
    for said in ("Przewoźnik: InPost", "Numer przesyłki: 6200 01", "number=6200%2001", "ul. Długa 5, 00-001 Warszawa"):
        assert said in told.body
    first = letter(shop, number, OrderStep.PLACE)
    assert "120,29 PLN" in first.body and "Państwa numer: PO-9" in first.body
    assert tracking_link("Kowalski Trans", "1") == tracking_link("DPD", " ") == ""


def test_that_who_gets_a_part_is_told_what_comes_later(shop: Shop) -> None:
    flour, sugar = shop.product(stock=9_000), shop.product("CU-1", stock=9_000)
    number = shop.place(shop.customer(email="a@b.example"), (flour, 2_000), (sugar, 3_000)).number
    shop.advance(number, "reserve")
    with shop.database.read() as session:
        card = show_order(session, number)
    short = PickShort(number, card.lines[1].line_id, 500, card.version, later=True)
    execute(shop.database, pick_short, short, actor=shop.actor)
    shop.advance(number, "pick", "issue", "label")
    told = letter(shop, number, OrderStep.HAND_OVER)
    later = f"{card.lines[1].name}: 2,5 {card.lines[1].unit}"
    assert told.subject == f"Część zamówienia {number} jest w drodze"
    assert f"część zamówienia {number} wyruszyła do Państwa.\n" in told.body
    assert f"\n\nReszta przyjdzie osobno:\n– {later}\n\nZ poważaniem\n" in told.body
    english = letter(shop, number, OrderStep.HAND_OVER, language="en")
    assert english.subject == f"Part of order {number} is on its way"
    assert f"\n\nThe rest comes separately:\n– {card.lines[1].name}: 2.5 pcs\n\nKind regards\n" in english.body
    shop.advance(number, "hand_over", "send_rest")
    assert letter(shop, number, OrderStep.HAND_OVER).subject == f"Zamówienie {number} jest w drodze"


def test_that_abroad_a_customer_is_written_to_in_english_unless_told_otherwise(shop: Shop) -> None:
    number = placed(shop, country="DE")
    assert letter(shop, number, OrderStep.PLACE).subject == f"Order {number} received"
    assert letter(shop, number, OrderStep.PLACE, language="pl").subject == f"Zamówienie {number} przyjęte"


def test_that_a_companys_own_words_stand_before_the_programs_and_a_carriers_before_those_for_all(shop: Shop) -> None:
    number = placed(shop)
    general = SaveTemplate(OrderStep.HAND_OVER, "pl", "{{ order }} jedzie", "Dzień dobry {{ customer }}!")
    own = replace(general, carrier="InPost", body="Paczkomat: {{ tracking }}")
    for command in (general, own):
        execute(shop.database, save_template, command, actor=shop.actor)
    assert letter(shop, number, OrderStep.HAND_OVER, carrier="DPD").body == "Dzień dobry Piekarnia Złoty Kłos!\n"
    assert letter(shop, number, OrderStep.HAND_OVER, carrier=" inpost", tracking="7").body == "Paczkomat: 7\n"
    assert letter(shop, number, OrderStep.HAND_OVER, language="en").subject.endswith("is on its way")
    with shop.database.read() as session:
        listed = [(one.step, one.language, one.carrier, one.own) for one in list_templates(session)]
        assert template_for(session, OrderStep.HAND_OVER, "pl", carrier="INPOST").carrier == "InPost"
    assert (OrderStep.HAND_OVER, "pl", "InPost", True) in listed and len(listed) == 2 * len(TOLD_STEPS) + 1
    execute(shop.database, forget_template, ForgetTemplate(OrderStep.HAND_OVER, "pl", "InPost"), actor=shop.actor)
    execute(shop.database, forget_template, ForgetTemplate(OrderStep.HAND_OVER, "pl"), actor=shop.actor)
    assert letter(shop, number, OrderStep.HAND_OVER).subject == f"Zamówienie {number} jest w drodze"
    with pytest.raises(NotFound):
        execute(shop.database, forget_template, ForgetTemplate(OrderStep.HAND_OVER, "pl"), actor=shop.actor)


def test_that_a_template_that_could_not_be_filled_is_refused_and_an_older_one_overwrites_nothing(shop: Shop) -> None:
    good = SaveTemplate(OrderStep.PLACE, "pl", "{{ order }}", "Treść")
    execute(shop.database, save_template, good, actor=shop.actor)
    wrong = [
        (replace(good, version=1, body="{{ cena }}"), TemplateFault),
        (replace(good, version=1, subject=" "), InvalidValue),
        (replace(good, version=1, language="de"), InvalidValue),
        (replace(good, step=OrderStep.PICK), InvalidValue),
        (replace(good, version=0, body="Inna"), StaleRecord),
    ]
    for command, refusal in wrong:
        with pytest.raises(refusal):
            execute(shop.database, save_template, command, actor=shop.actor)
    with pytest.raises(NotAllowed):
        execute(shop.database, save_template, replace(good, version=1), actor=replace(shop.actor, role=Role.CLERK))
    with shop.database.read() as session:
        assert template_for(session, OrderStep.PLACE, "pl").body == "Treść"
    saved = execute(shop.database, save_template, replace(good, version=1, body="Inna"), actor=shop.actor)
    assert saved.version == 2


def test_that_a_letter_leaves_once_with_the_confirmation_and_stands_in_the_timeline_at_once(shop: Shop) -> None:
    number = placed(shop)
    told = letter(shop, number, OrderStep.PLACE)
    for _ in range(2):
        send_letter(shop.database, number, told, actor=shop.actor, command_id=COMMAND, confirmation=True)
    with shop.database.read() as session:
        (row,) = session.scalars(select(MessageRow))
        mail = outgoing(session, row)
        beside = beside_order(session, number)
    assert (mail.recipient, mail.subject, mail.body) == (told.recipient, told.subject, told.body)
    assert [file.content[:5] for file in mail.files] == [b"%PDF-"]
    assert [(one.subject, one.state) for one in beside.messages] == [(told.subject, JobState.QUEUED)]
    assert (beside.timeline[0].kind, beside.timeline[0].text) == (TimelineKind.REPLY, told.subject)


def test_that_nothing_is_queued_without_an_address_or_without_words(shop: Shop) -> None:
    number = placed(shop, email="")
    told = Letter("", "pl", "Temat", "Treść")
    for wrong in (told, replace(told, body="  ")):
        with pytest.raises(InvalidValue):
            send_letter(shop.database, number, wrong, actor=shop.actor)
    with shop.database.read() as session:
        assert session.scalars(select(MessageRow)).all() == []


def test_that_handing_over_with_a_letter_tells_it_in_the_timeline(shop: Shop) -> None:
    with shop.database.write() as session:
        configured = settings.load(session)
        settings.store(session, replace(configured, company=replace(configured.company, name="Młyn", phone="61 1")))
        session.commit()
    number = placed(shop)
    shop.advance(number, "reserve", "pick", "issue", "label")
    told = letter(shop, number, OrderStep.HAND_OVER, carrier="DPD", tracking="0001")
    assert told.body.endswith("Młyn\ntel. 61 1\n")
    advance(
        shop.database,
        number,
        OrderStep.HAND_OVER,
        actor=shop.actor,
        carrier="DPD",
        tracking="0001",
        subject=told.subject,
        message=told.body,
    )
    with shop.database.read() as session:
        beside = beside_order(session, number)
    assert [(entry.kind, entry.what) for entry in beside.timeline[:2]] == [
        (TimelineKind.STEP, "hand_over"),
        (TimelineKind.REPLY, "told"),
    ]
    assert beside.messages[0].subject == told.subject
