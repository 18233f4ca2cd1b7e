"""What one record of a submission becomes: a customer known or new, and an inquiry or an order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crm_desktop.errors import KnownError
from crm_desktop.inquiries.joining import JoinMatter, join_matter
from crm_desktop.inquiries.records import RegisterInquiry
from crm_desktop.inquiries.registering import register_inquiries
from crm_desktop.intake import mails, shop_orders, unknown_makers
from crm_desktop.intake.assignment import Asked, Given, give
from crm_desktop.intake.automatic_answer import Answerable, answer_by_itself
from crm_desktop.intake.keeping import keep_uploads
from crm_desktop.intake.locking import lock_goods
from crm_desktop.intake.matching import address_of
from crm_desktop.intake.message import message_of, subject_of
from crm_desktop.intake.page_tokens import secret_of_forms
from crm_desktop.intake.reasons import read_as, why, why_refused
from crm_desktop.intake.records import RecordRead, Why
from crm_desktop.intake.same_person import Sent, joins, name_more_products
from crm_desktop.intake.shop_news import take_news
from crm_desktop.intake.spam import verdicts
from crm_desktop.intake.wishes import Record, Wish, is_anonymous, wishes_of
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place
from crm_desktop.work import Work
from db.vocabulary import Channel, Outcome


@dataclass(frozen=True, slots=True)
class Became:
    """The reading of a record and the keys of what it became."""

    read: RecordRead
    opportunity_id: int | None = None
    order_id: int | None = None
    reader: str = "form"
    record_key: str = ""


def become_in_turn(work: Work, records: Sequence[Record]) -> list[Became]:
    """What each record becomes, in their order. A mail that another of them answers is understood before it."""
    shops = [(record.row.source, record.draft.shop) for record in records if record.draft.shop is not None]
    if shops:
        refs = [shop_orders.key_of(source, shop) for source, shop in shops]
        lock_goods(work, refs, [line for _, shop in shops for line in shop.lines])
    done: list[Became] = []
    group: list[Record] = []
    known: set[str] = set()
    for record in records:
        mail = record.draft.mail
        own = {mail.message_id, *mail.answers} - {""} if mail is not None else set()
        if own & known:
            done += _become(work, group)
            group, known = [], set()
        group.append(record)
        known |= own
    return done + _become(work, group)


def _become(work: Work, records: list[Record]) -> list[Became]:
    became = [
        replace(one, reader=record.reader, record_key=record.key) if not record.of_a_known_shop else one
        for one, record in zip(become_all(work, records), records, strict=True)
    ]
    told = zip(records, became, strict=True)
    mails.remember(
        work, [(record.row.id, record.draft.mail, one.opportunity_id) for record, one in told if record.draft.mail]
    )
    return became


def become_all(work: Work, records: Sequence[Record]) -> list[Became]:
    """What each record becomes, in their order; as many statements for twenty inquiries as for one."""
    for record in records:
        keep_uploads(work, record.row, record.draft)
    became: dict[int, Became] = {}
    spam = _spam(work, records)
    for position, record in enumerate(records):
        known = _followed(work, record) if spam[position] is None else None
        read = _turned_away(work, record, spam[position]) if known is None else None
        if known is not None:
            became[position] = known
        elif read is not None:
            became[position] = Became(read)
    work.give_way()
    taken = [position for position in range(len(records)) if position not in became]
    wishes = dict(zip(taken, wishes_of(work, [records[position] for position in taken]), strict=True))
    work.give_way()
    inquiries: dict[int, Why | None] = {}
    for position, wish in wishes.items():
        done: Became | Why | None = _shop_order(work, wish)
        if done is None:
            done = _order(work, wish) if _is_order(wish) else _unknown_goods(wish)
        if isinstance(done, Became):
            became[position] = done
        else:
            inquiries[position] = done
            wishes[position] = replace(wish, message=unknown_makers.as_inquiry(work, wish.message, wish.record.draft))
    asking = _inquiries(work, [(wishes[position], told) for position, told in inquiries.items()])
    became |= dict(zip(inquiries, asking, strict=True))
    return [became[position] for position in range(len(records))]


def _inquiries(work: Work, asking: Sequence[tuple[Wish, Why | None]]) -> list[Became]:
    """New inquiries, and second forms of the same person that join one, in their order."""
    sent = [
        Sent(
            wish.customer_id,
            wish.record.row.id,
            wish.record.row.channel if wish.record.draft.mail is None else Channel.MAIL,
            wish.record.row.received_at,
            wish.record.draft.email,
            wish.other_email,
        )
        for wish, _ in asking
    ]
    on_file, beside = joins(work, sent)
    new = [number for number in range(len(asking)) if number not in on_file and number not in beside]
    given = give(work, [_asked(asking[number][0]) for number in new])
    work.give_way()
    asked = [_inquiry_of(work, asking[number][0], one) for number, one in zip(new, given, strict=True)]
    became: dict[int, Became] = {}
    for number, registered in zip(new, register_inquiries(work, asked), strict=True):
        read = read_as(work, Outcome.INQUIRY, registered.number, asking[number][1])
        became[number] = Became(read, opportunity_id=registered.opportunity_id)
    answer_by_itself(work, [_answerable(asking[number][0], became[number]) for number in new])
    for number in [*on_file, *beside]:
        matter = on_file[number] if number in on_file else became[beside[number]].opportunity_id
        assert matter is not None  # what is joined is an inquiry
        became[number] = _joined(work, asking[number][0], matter)
    return [became[number] for number in range(len(asking))]


def _answerable(wish: Wish, became: Became) -> Answerable:
    matter = became.opportunity_id or 0
    return Answerable(wish.record.row, wish.record.draft, wish.customer_id, matter, became.read.number)


def _joined(work: Work, wish: Wish, opportunity_id: int) -> Became:
    number = join_matter(work, JoinMatter(opportunity_id, "form", wish.message))
    name_more_products(work, opportunity_id, _products(wish))
    return Became(read_as(work, Outcome.UPDATE, number, why("form_joined")), opportunity_id=opportunity_id)


def _products(wish: Wish) -> tuple[tuple[int, int], ...]:
    named = [*wish.named, *wish.mentioned]
    return tuple((product.product_id, wanted.quantity) for product, wanted in named if product is not None)


def _followed(work: Work, record: Record) -> Became | None:
    """Word on what is here already: a shop's on an order, a mail's on a matter; None for everything new."""
    draft, shop = record.draft, record.draft.shop
    if draft.fault:
        return Became(read_as(work, Outcome.QUARANTINED, "", why(draft.fault)))
    if draft.news is not None:
        return Became(take_news(work, draft, draft.news), reader=draft.news.shop)
    joined = mails.follow(work, record.row.id, draft)
    if joined is not None:
        return Became(joined[0], opportunity_id=joined[1])
    if shop is None or not record.of_a_known_shop:  # of an unknown maker it must be known first who orders
        return None
    found = shop_orders.follow(work, record.row.source, shop)
    if found is None:
        return None
    read, order_id = found
    return Became(read, order_id=order_id, reader=shop.shop, record_key=shop_orders.key_of(record.row.source, shop))


def _shop_order(work: Work, wish: Wish) -> Became | Why | None:
    """What the order refuses quarantines this record alone. Of a maker nobody knows, only goods on file are ordered."""
    shop = wish.record.draft.shop
    if shop is None:
        return None
    row = wish.record.row
    key = shop_orders.key_of(row.source, shop)
    if not wish.record.of_a_known_shop:
        if not _is_order(wish):
            return why("unknown_goods")
        if unknown_makers.holder(work, key) not in (None, wish.customer_id):
            return why("ref_taken")
        shop = unknown_makers.as_ours(shop, wish.named)
    of_whom = shop_orders.OfWhom(wish.customer_id, wish.message, wish.campaign_id)
    try:
        with work.attempt():
            known = shop_orders.follow(work, row.source, shop)  # twice in one submission
            read, order_id = known or shop_orders.take(work, row, shop, of_whom=of_whom)
    except KnownError as fault:
        read, order_id = read_as(work, Outcome.QUARANTINED, "", why_refused(fault)), None
    return Became(read, order_id=order_id, reader=shop.shop, record_key=key)


def _spam(work: Work, records: Sequence[Record]) -> list[Why | None]:
    """Why each is spam; None for the rest. Shops, mails and what a person took in are not asked."""
    asked = {
        position: (record.draft, message_of(work, record.draft), record.row.received_at)
        for position, record in enumerate(records)
        if not record.row.taken_by and record.draft.mail is None and record.draft.shop is None and not record.draft.news
    }
    secret = secret_of_forms(work.session) if any(draft.token for draft, _, _ in asked.values()) else ""
    found = dict(zip(asked, verdicts(work, list(asked.values()), secret), strict=True))
    return [found.get(position) for position in range(len(records))]


def _turned_away(work: Work, record: Record, spam: Why | None) -> RecordRead | None:
    """Spam, or nobody to answer; None for what is taken."""
    draft, origin = record.draft, str(record.row.headers.get("origin", ""))
    if spam is not None:
        return read_as(work, Outcome.SPAM, "", spam)
    if not record.row.taken_by and not is_own_site(origin, record.options.get("allowed_origins", [])):
        return read_as(work, Outcome.SPAM, "", why("foreign_site", origin=origin))
    if not draft.has_contact and not is_anonymous(record):
        word = "goods_without_contact" if draft.products else "no_contact"
        return read_as(work, Outcome.QUARANTINED, "", why(word))
    return None


def is_own_site(origin: str, allowed: list[object]) -> bool:
    """A form that names its sites takes posts from them, and posts that name no site at all."""
    return not origin or not allowed or _site(origin) in {_site(str(site)) for site in allowed}


def _site(address: str) -> str:
    """ "https://Sklep.pl/x" -> "sklep.pl", with its port where it tells one."""
    try:
        return (urlsplit(address).netloc or address).strip("/").casefold()
    except ValueError:
        return address


def _is_order(wish: Wish) -> bool:
    return wish.record.draft.is_order and bool(wish.named) and all(product is not None for product, _ in wish.named)


def _unknown_goods(wish: Wish) -> Why | None:
    """Why it is an inquiry, where it wanted to be an order."""
    return why("unknown_goods") if wish.record.draft.is_order and wish.named else None


def _asked(wish: Wish) -> Asked:
    """What the rules of assignment look at."""
    row, draft = wish.record.row, wish.record.draft
    return Asked(
        customer_id=wish.customer_id,
        form=row.source,
        channel=row.channel.value,
        language=str(row.headers.get("accept-language", ""))[:2].casefold(),
        places=(draft.country, draft.postal_code, draft.city),
        product_ids=tuple(product.product_id for product, _ in wish.named if product is not None),
    )


def _inquiry_of(work: Work, wish: Wish, given: Given) -> RegisterInquiry:
    row = wish.record.row
    return RegisterInquiry(
        customer_id=wish.customer_id,
        channel=row.channel,
        subject=subject_of(wish.record.draft),
        message=wish.message,
        form_id=row.form_id,
        campaign_id=wish.campaign_id,
        received_at=row.received_at,
        products=_products(wish),
        employee_id=given.employee_id,
        answer_within_hours=given.hours,
    )


def _order(work: Work, wish: Wish) -> Became | Why:
    """The order, or why it is an inquiry instead. What the order refuses quarantines this record alone."""
    row, draft = wish.record.row, wish.record.draft
    external_ref = f"{row.source}:{draft.external_ref}"[:120] if draft.external_ref else None
    if external_ref and unknown_makers.holder(work, external_ref) not in (None, wish.customer_id):
        return why("ref_taken")
    order = PlaceOrder(
        customer_id=wish.customer_id,
        lines=_lines(wish),
        external_ref=external_ref,
        channel=row.channel,
        address=address_of(draft) if draft.street or draft.city else None,
        note=wish.message,
        campaign_id=wish.campaign_id,
        form_id=row.form_id,
        received_at=row.received_at,
    )
    try:
        with work.attempt():
            placed = place(work, order)
    except KnownError as fault:
        return Became(read_as(work, Outcome.QUARANTINED, "", why_refused(fault)))
    if placed.repeated:
        read = read_as(work, Outcome.DUPLICATE, placed.number, why("placed_before"))
        return Became(read, order_id=placed.order_id)
    return Became(read_as(work, Outcome.ORDER, placed.number), order_id=placed.order_id)


def _lines(wish: Wish) -> tuple[NewLine, ...]:
    """At the prices of the catalogue: what a stranger's browser sends is no price of ours."""
    trusted = wish.record.row.channel is not Channel.FORM
    lines = []
    for product, wanted in wish.named:
        assert product is not None  # `_is_order` lets nothing else through
        quantity = wanted.quantity if not product.whole_units else -(-wanted.quantity // 1000) * 1000
        lines.append(NewLine(product.product_id, quantity, wanted.unit_price if trusted else None))
    return tuple(lines)
