"""What is done for customers, in the figures and in the settings at an office server, each by the roles that do it in
practice, with their own accounts."""

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import update

from crm_desktop.analytics.records import ReportRequest, RoiRow
from crm_desktop.analytics.report import run_report
from crm_desktop.analytics.sheet import report_table
from crm_desktop.analytics.views import ForgetView, KeepView, PinView, Place, Step, forget_view, keep_view, pin_view
from crm_desktop.catalogue.records import GroupPrice, NewProduct, SaveProduct, StockGoal
from crm_desktop.catalogue.sheets import product_sheet, save_product
from crm_desktop.customers import consents, merging, service
from crm_desktop.customers.erasing import EraseCustomer, erase_customer
from crm_desktop.customers.queries import show_customer
from crm_desktop.customers.records import (
    EditCustomer,
    GiveConsent,
    KeepApart,
    MergeCustomers,
    NewCustomer,
    PostalAddress,
    SetStatus,
    TakeNote,
    Unmerge,
    WithdrawConsent,
)
from crm_desktop.documents.jpk.records import WriteMag
from crm_desktop.documents.jpk.service import write_mag
from crm_desktop.errors import SeatMayNot
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.history.service import CASES as HISTORY
from crm_desktop.exchange.importing import CASES as SHEETS
from crm_desktop.exchange.importing import preview, read_and_check
from crm_desktop.exchange.records import ImportSheet, SheetMap, What
from crm_desktop.exchange.writing import write_table
from crm_desktop.inquiries.calls import take_down
from crm_desktop.inquiries.offer_sending import make_and_send
from crm_desktop.inquiries.offers import make_offer
from crm_desktop.inquiries.queries import show_inquiry
from crm_desktop.inquiries.records import (
    AssignInquiry,
    FollowUp,
    LoseInquiry,
    MakeOffer,
    OfferedLine,
    OfferNow,
    ReopenInquiry,
    TakeDown,
)
from crm_desktop.inquiries.service import assign_inquiry, follow_up, lose_inquiry, reopen_inquiry
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.unrecognised import MapFields, map_and_retry
from crm_desktop.intake.worker import interpret_all
from crm_desktop.messages.outbox import TakeMessage, outgoing, take_message
from crm_desktop.messages.records import MailFile
from crm_desktop.messages.service import queue_message
from crm_desktop.messages.templates import ForgetTemplate, SaveTemplate, forget_template, save_template
from crm_desktop.messages.undecided import CancelMail, ResolveMail, RetryMail, cancel_mail, resolve_mail, retry_mail
from crm_desktop.orders import beside, rest
from crm_desktop.orders.accepting import AcceptOffer, accept_offer
from crm_desktop.orders.cancelling import cancel_order
from crm_desktop.orders.drafting import draft_order
from crm_desktop.orders.places import take_from
from crm_desktop.orders.records import NewLine, PlaceOrder, StepCommand, TakeFrom
from crm_desktop.orders.service import place_draft
from crm_desktop.orders.substitutes import TakeInstead, take_instead
from crm_desktop.printing.queries import list_printers
from crm_desktop.printing.records import AddPrinter, ChangePrinter
from crm_desktop.printing.service import add_printer, change_printer
from crm_desktop.staff.records import SetAbsence
from crm_desktop.staff.service import set_absence
from crm_desktop.work import Work, execute
from crm_desktop.worth.records import AddCampaign, AddExpense
from crm_desktop.worth.service import add_campaign, add_expense
from crm_desktop.worth.targets import SetTargets, set_targets
from db.models.leaving import MessageRow
from db.vocabulary import (
    Channel,
    ContactStatus,
    ExpenseKind,
    JobState,
    LostReason,
    OrderStep,
    PrinterKind,
    PrinterLanguage,
    Role,
)
from tests.company import today
from tests.db.acting import Act, Acting, Seats, seats_of
from tests.db.test_jpk import COMPANY
from tests.postgres import PostgresServer

CLERK, OWNER, ADMIN = Role.CLERK, Role.OWNER, Role.ADMIN
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def seats(postgres_server: PostgresServer) -> Iterator[Seats]:
    with seats_of(postgres_server) as made:
        made.shop(ADMIN).configure(company=COMPANY)
        yield made


def takes_a_call(acting: Acting) -> Any:
    """Written down, put off, given to oneself, lost and opened again; noted with the customer."""
    customer = acting.customer()
    number = acting.do(take_down, TakeDown(Channel.PHONE, "Ile za worek?", customer_id=customer)).number
    acting.do(follow_up, FollowUp(number, today() + DAY))
    acting.do(assign_inquiry, AssignInquiry(number, acting.mine.actor.employee_id or 0))
    acting.do(lose_inquiry, LoseInquiry(number, LostReason.PRICE))
    acting.do(reopen_inquiry, ReopenInquiry(number))
    acting.do(service.take_note, TakeNote(customer, "Oddzwonić po 14", by_phone=True))
    acting.do(service.set_status, SetStatus(customer, ContactStatus.IN_TALKS))
    card = acting.read(show_customer, customer)
    notes = [entry.text for entry in card.timeline if entry.text == "Oddzwonić po 14"]
    return acting.read(show_inquiry, number).row.open, card.row.status.value, notes


def offers_and_sells(acting: Acting) -> Any:
    """The offer is changed, mailed with its paper and accepted."""
    product = acting.goods()
    asked = TakeDown(Channel.PHONE, "Oferta", customer_id=acting.customer())
    number = acting.do(take_down, asked).number
    first = acting.do(make_offer, MakeOffer(number, (OfferedLine(product, 2_000),))).offer_number
    again = MakeOffer(number, (OfferedLine(product, 3_000, 450_000),), revises=first)
    sent = OfferNow(again, "k@przyklad.pl")
    seat = acting.mine
    offer = make_and_send(seat.database, sent, actor=seat.actor, command_id=str(uuid.uuid4())).offer_number
    order = acting.do(accept_offer, AcceptOffer(offer))
    return order.status.value, [(line.quantity, line.unit_price) for line in acting.order(order.number).lines]


def drafts_changes_and_cancels(acting: Acting) -> Any:
    """Placed, paid, with a file beside it; a line is replaced; opened again while in work, and cancelled."""
    first, other = acting.goods(0, ending="a"), acting.goods(ending="b")
    wanted = PlaceOrder(acting.customer(), (NewLine(first, 2_000),))
    number = acting.do(draft_order, wanted).number
    acting.do(place_draft, StepCommand(number))
    acting.do(beside.book_payment, beside.BookPayment(number, 500))
    acting.do(beside.attach_file, beside.AttachFile(number, "skan.pdf", acting.name.encode()))
    file = acting.read(beside.beside_order, number).files[0].file_id
    acting.do(beside.detach_file, beside.DetachFile(number, file))
    acting.do(take_from, TakeFrom(number, 1))
    acting.do(take_instead, TakeInstead(number, acting.order(number).lines[0].line_id, other))
    acting.mine.advance(number, "reserve")
    acting.do(rest.reopen_order, StepCommand(number))
    acting.do(cancel_order, StepCommand(number, reason="pomyłka"))
    found = acting.read(beside.beside_order, number)
    return acting.order(number).row.status.value, found.paid, found.files, acting.there("b")


def merges_and_parts_customers(acting: Acting) -> Any:
    kept, gone = acting.customer(), acting.customer("b")
    acting.admin.place(gone, (acting.goods(), 1_000))
    merged = acting.do(merging.merge_customers, MergeCustomers(kept, gone))
    orders = len(acting.read(show_customer, kept).orders)
    acting.do(merging.unmerge, Unmerge(merged.merge_id))
    acting.do(merging.keep_apart, KeepApart(kept, gone))
    return orders, len(acting.read(show_customer, kept).orders), len(acting.read(show_customer, gone).orders)


def edits_a_customer_and_records_consent(acting: Acting) -> Any:
    customer = acting.customer()
    card = acting.read(show_customer, customer)
    place = PostalAddress("Kłos", "ul. Nowa 2", "60-100", "Poznań")
    right = EditCustomer(customer, card.version, "Kłos", "", "k@klos.example", "", "", place, group=acting.name)
    acting.do(service.edit_customer, right)
    given = acting.do(consents.give_consent, GiveConsent(customer, "newsletter", "Chcę", "", "telefonicznie"))
    acting.do(consents.withdraw_consent, WithdrawConsent(given.consent_id))
    card = acting.read(show_customer, customer)
    return card.row.name, card.row.group == acting.name, [one.withdrawn_at is not None for one in card.consents]


def keeps_goods(acting: Acting) -> Any:
    """A new product, then with a price for a group and a goal; another by a sheet, with a customer by theirs."""
    new = NewProduct(acting.name, "Mąka", 100_000)
    acting.do(service.register_customer, NewCustomer("Kłos", group=f"G {acting.name}"))
    acting.do(save_product, SaveProduct(new))
    saved = acting.read(product_sheet, acting.name).saved
    prices, goals = (GroupPrice(f"G {acting.name}", 1_000, 90_000),), (StockGoal("M1", 5_000, 9_000),)
    acting.do(save_product, SaveProduct(new, prices, goals, saved.product_id, saved.version))
    counts = []
    for what, sheet in ((What.PRODUCTS, "Kod;Nazwa\n{0}x;Wałek\n"), (What.CUSTOMERS, "Nazwa;E-mail\n{0};{0}@x.pl\n")):
        checked = read_and_check(what, sheet.format(acting.name).encode(), "x.csv", SheetMap(), language="pl")
        wanted = ImportSheet(checked)
        counts.append((acting.read(preview, wanted).new, acting.do(SHEETS[what], wanted).new))
    sheet = acting.read(product_sheet, acting.name).saved
    return [one.net_price for one in sheet.prices], [goal.minimum for goal in sheet.goals if goal.minimum], counts


def brings_history_in(acting: Acting) -> Any:
    """With a seller who no longer works here and a campaign, neither of whom is known."""
    name, counts = acting.name, []
    heads = "document,date,product_code,quantity,unit_price,employee"
    for what, sheet in (
        (Past.SALES, f"{heads}\n{name},2024-01-02,{name},2,10,Ada {name}"),
        (Past.PIPELINE, f"number,stage,opened,employee,campaign\n{name},offered,2024-01-02,Iga {name},wiosna {name}"),
        (Past.EXPENSES, f"date,amount,campaign\n2024-01-02,10.00,lato {name}"),
    ):
        read = read_history(what, sheet.encode(), "x.csv", SheetMap(), language="en", currency="PLN")
        done = acting.do(HISTORY[what], ImportHistory(read))
        counts.append((done.new, done.employees, done.campaigns))
    return counts


def enters_what_was_spent(acting: Acting) -> Any:
    day = today()
    campaign = acting.do(add_campaign, AddCampaign(acting.name, "Wiosna", day)).key
    acting.do(add_expense, AddExpense(day, ExpenseKind.OTHER, 12_300, campaign=campaign))
    told = run_report(acting.mine.database, ReportRequest("roi", day, day, limit=1_000))
    return [row.cost for row in told.rows if isinstance(row, RoiRow) and row.key == acting.name]


def sets_targets(acting: Acting) -> Any:
    login = acting.mine.actor.name
    amounts = (100_000, *(0,) * 11)
    return acting.do(set_targets, SetTargets(login, 2026, amounts, (0,) * 12)).whole


def looks_at_charts(acting: Acting) -> Any:
    """A look is kept, pinned and forgotten; what is shown goes into a file."""
    place = Place("products", (Step("products", "Towary", by=("product_group",)),), "month", today(), today(), "year")
    kept = acting.do(keep_view, KeepView(acting.name, place))
    acting.do(pin_view, PinView(kept.view_id, True))
    acting.do(forget_view, ForgetView(kept.view_id))
    acting.ordered((acting.goods(), 1_000), steps=["reserve", "pick", "issue"])
    asked = ReportRequest("products", today() - DAY, today(), by=("product",), limit=1_000)
    told = run_report(acting.mine.database, asked)
    with TemporaryDirectory() as folder:
        file = Path(folder, "towary.csv")
        write_table(report_table(told, "pl"), file, "pl")
        return acting.name in file.read_text()


def writes_a_file_for_the_tax_office(acting: Acting) -> Any:
    acting.goods()
    with TemporaryDirectory() as folder:
        file = Path(folder, "mag.xml")
        write_mag(acting.mine.database, WriteMag(2, today() - DAY, today(), "M1"), file, language="pl")
        return acting.name in file.read_text()


def explains_a_form(acting: Acting) -> Any:
    body = json.dumps({"p1": f"Zakład {acting.name}", "p2": "cennik"}).encode()
    receive(acting.admin.database, Received(acting.name, body, "application/json", channel=Channel.FORM))
    interpret_all(acting.admin.database)
    told = MapFields(acting.name, {"p1": "company", "p2": "message"}, 0)
    return map_and_retry(acting.mine.database, told, actor=acting.mine.actor, command_id=acting.name).understood


def says_what_becomes_of_mails(acting: Acting) -> Any:
    states = []
    for case, command, state in (
        (retry_mail, RetryMail, JobState.FAILED),
        (resolve_mail, lambda key: ResolveMail(key, sent=True), JobState.UNCERTAIN),
        (cancel_mail, CancelMail, JobState.QUEUED),
    ):
        key = execute(acting.admin.database, letter, state, actor=acting.admin.actor)
        states.append(acting.do(case, command(key)).state)
    return states


def letter(work: Work, state: JobState) -> int:
    key = queue_message(work, recipient="k@przyklad.pl", subject="Paczka", body="W drodze")
    work.session.execute(update(MessageRow).where(MessageRow.id == key).values(state=state))
    return key


def mails_an_offer_with_its_paper(acting: Acting) -> Any:
    """As the outbox of the services does."""
    paper = MailFile("oferta.pdf", "application/pdf", acting.name.encode())

    def queue(work: Work, _command: None) -> int:
        return queue_message(work, recipient="k@przyklad.pl", subject="Oferta", body="W załączniku", files=(paper,))

    key = execute(acting.admin.database, queue, None, actor=acting.admin.actor)
    taken = acting.do(take_message, TakeMessage("serwer"))
    files = acting.read(lambda session: outgoing(session, session.get_one(MessageRow, key)).files)
    return taken.message_id > 0, files == (paper,)


def erases_a_person(acting: Acting) -> Any:
    customer = acting.customer()
    acting.admin.place(customer, (acting.goods(), 1_000))
    done = acting.do(erase_customer, EraseCustomer(customer))
    return len(done.tombstone), acting.read(show_customer, customer).row.name == done.code


def sets_up_what_leaves(acting: Acting) -> Any:
    """A printer that is changed, a letter's words written and taken back, somebody away."""
    wanted = AddPrinter(acting.name, PrinterKind.TCP, PrinterLanguage.ZPL, "127.0.0.1", 9)
    made = acting.do(add_printer, wanted).printer_id
    version = next(one.version for one in acting.read(list_printers) if one.printer_id == made)
    acting.do(change_printer, ChangePrinter(made, version, wanted, active=False))
    acting.do(save_template, SaveTemplate(OrderStep.PLACE, "pl", "Dziękujemy", "Treść"))
    acting.do(forget_template, ForgetTemplate(OrderStep.PLACE, "pl"))
    until = today() + DAY
    away = acting.do(set_absence, SetAbsence(acting.mine.actor.name, until)).absent_until
    return [one.active for one in acting.read(list_printers) if one.printer_id == made], away == until


ACTS: list[tuple[tuple[Role, ...], Act, Any]] = [
    ((CLERK,), takes_a_call, (True, "in_talks", ["Oddzwonić po 14"])),
    ((CLERK,), offers_and_sells, ("placed", [(3_000, 450_000)])),
    ((CLERK,), drafts_changes_and_cancels, ("cancelled", 500, (), {"M1": (9_000, 0)})),
    ((CLERK,), merges_and_parts_customers, (1, 0, 1)),
    ((CLERK,), edits_a_customer_and_records_consent, ("Kłos", True, [True])),
    ((CLERK, OWNER), keeps_goods, ([90_000], [5_000], [(1, 1), (1, 1)])),
    ((CLERK, OWNER), brings_history_in, [(1, 1, 0), (1, 1, 1), (1, 0, 1)]),
    ((CLERK, OWNER), enters_what_was_spent, [12_300]),
    ((OWNER,), sets_targets, 100_000),
    ((CLERK, OWNER), looks_at_charts, True),
    ((OWNER,), writes_a_file_for_the_tax_office, True),
    ((CLERK,), explains_a_form, 1),
    ((CLERK,), says_what_becomes_of_mails, [JobState.QUEUED, JobState.DONE, JobState.CANCELLED]),
    ((Role.STATION,), mails_an_offer_with_its_paper, (True, True)),
    ((OWNER, ADMIN), erases_a_person, (64, True)),
    ((ADMIN,), sets_up_what_leaves, ([False], True)),
]


@pytest.mark.parametrize(
    ("role", "act", "stands"),
    [pytest.param(role, act, stands, id=f"{role}-{act.__name__}") for roles, act, stands in ACTS for role in roles],
)
def test_that_what_a_role_does_for_customers_and_figures_stands_and_nothing_is_refused(
    seats: Seats, role: Role, act: Act, stands: Any
) -> None:
    assert seats.done(role, act) == (stands, [])


def test_that_a_clerk_erases_nobody_and_what_is_known_stays(seats: Seats) -> None:
    """The journal's personal side goes with a person, and a clerk may not read, let alone empty it."""

    def tries(acting: Acting) -> str:
        customer = acting.customer()
        with pytest.raises(SeatMayNot):
            acting.do(erase_customer, EraseCustomer(customer))
        return acting.read(show_customer, customer).row.email

    email, refused = seats.done(CLERK, tries)
    assert (email.endswith("@przyklad.pl"), len(refused)) == (True, 1)
