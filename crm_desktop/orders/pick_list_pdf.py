"""The A4 list that goes with a person to the shelves: what this shipment still wants, with room to tick it off."""

from typing import Any

from crm_desktop.documents.flowing import PALE, WIDTH, Flowing, fitting, shade, table, text
from crm_desktop.documents.records import Party
from crm_desktop.documents.sheet import BODY, MM, SMALL, TITLE
from crm_desktop.money import QUANTITY_SCALE, divide_half_away, quantity_text
from crm_desktop.orders.paper_records import PaperMatter, Shelved
from crm_desktop.orders.picked_shelves import takes_of
from crm_desktop.orders.records import OrderLine
from crm_desktop.paper import scannable
from crm_desktop.units import unit_name
from crm_desktop.warehouse.rules import shelf_order
from crm_desktop.words import day_text, say
from db.vocabulary import LineKind

TICK = "☐"
BARCODE_WIDTH = 54 * MM
FACTS_WIDTH = 62 * MM
RIGHT_WORDS = frozenset({"position", "quantity", "there"})


def render(matter: PaperMatter, *, language: str) -> bytes:
    """The same order gives the same bytes."""
    called = f"{say('pick_list.title', language)} {matter.card.row.number}"
    paper = Flowing("pick_list", language, called=called, author=matter.settings.company.name)
    return paper.render(lambda: _story(paper, matter))


def _story(paper: Flowing, matter: PaperMatter) -> list[Any]:
    from reportlab.platypus import KeepTogether, Spacer

    wanted = [line for line in matter.card.lines if line.kind is LineKind.GOODS and line.to_pick > 0]
    wanted.sort(key=lambda line: (shelf_order(takes_of(line)[0][0]), line.position))
    note = f"{paper.say('note')}: {matter.card.note}" if matter.card.note else ""
    goods = _goods(paper, wanted, matter.shelves) if wanted else text(paper.say("nothing"), BODY + 2, bold=True)
    return [
        _head(paper, matter),
        Spacer(1, 4 * MM),
        paper.parties(_parties(paper, matter)),
        Spacer(1, 4 * MM),
        *([text(note, BODY + 1, bold=True), Spacer(1, 4 * MM)] if note else []),
        goods,
        Spacer(1, 4 * MM),
        KeepTogether([text(_counted(paper, wanted, matter.shelves), BODY, bold=True), Spacer(1, 6 * MM), _end(paper)]),
    ]


def _head(paper: Flowing, matter: PaperMatter) -> Any:
    from reportlab.graphics.barcode.code128 import Code128

    card = matter.card
    code = scannable(card.row.number)
    bars = Code128(code, barHeight=12 * MM, barWidth=1, quiet=False).width
    barcode = Code128(code, barHeight=12 * MM, barWidth=min(0.3 * MM, BARCODE_WIDTH / bars), quiet=False)
    barcode.hAlign = "RIGHT"
    shipment = str(len(card.shipments) + 1) if card.has_left else ""
    placed = day_text(matter.placed_on, paper.language)
    told = [("warehouse", matter.warehouse), ("placed_on", placed), ("delivery", card.delivery)]
    told.append(("shipment", shipment))
    facts = paper.facts([(word, value) for word, value in told if value], width=FACTS_WIDTH)
    title = [text(paper.say("title"), TITLE, bold=True), text(card.row.number, BODY + 5, bold=True)]
    looks = [
        ("LEFTPADDING", (0, 0), (0, 0), 0),
        ("RIGHTPADDING", (2, 0), (2, 0), 0),
        ("ALIGN", (2, 0), (2, 0), "RIGHT"),
    ]
    widths = [WIDTH - FACTS_WIDTH - BARCODE_WIDTH, FACTS_WIDTH, BARCODE_WIDTH]
    return table([[title, facts, barcode]], widths, looks)


def _parties(paper: Flowing, matter: PaperMatter) -> list[tuple[str, Party, list[str]]]:
    card, to = matter.card, matter.card.address
    phone = [f"{paper.say('phone')} {to.phone}"] if to.phone else []
    return [
        ("buyer", Party(card.row.customer, nip=card.nip), []),
        ("delivered_to", Party(to.name, to.street, to.postal_code, to.city, to.country), phone),
    ]


def _goods(paper: Flowing, lines: list[OrderLine], shelves: dict[int, Shelved]) -> Any:
    takes = [(line, shelf, quantity) for line in lines for shelf, quantity in takes_of(line)]
    takes.sort(key=lambda take: (shelf_order(take[1]), take[0].position))
    named = [shelf for _, shelf, _ in takes if shelf]
    columns = [("position", 9.0), *([("shelf", fitting(named, 15, 30))] if named else [])]
    columns += [("code", fitting([line.code for line in lines], 14, 28)), ("name", 0.0)]
    columns += [("barcode", 29.0), ("there", 18.0), ("quantity", 22.0)]
    columns += [("unit", fitting([unit_name(line.unit, paper.language) for line in lines], 9, 20)), ("done", 10.0)]
    widths = [width * MM for _, width in columns]
    words = [word for word, _ in columns]
    widths[words.index("name")] = WIDTH - sum(widths)
    rows = [[text(paper.say(word), SMALL, bold=True, right=word in RIGHT_WORDS) for word in words]]
    sizes = {"quantity": BODY + 2, "done": BODY + 4}
    for place, (line, shelf, quantity) in enumerate(takes, 1):
        there = shelves.get(line.product_id or 0, Shelved("", 0, 0))
        cells = _cells(paper, line, there) | _of_shelf(paper, place, shelf, quantity)
        rows.append(
            [
                text(cells[word], sizes.get(word, BODY), bold=word in ("quantity", "shelf"), right=word in RIGHT_WORDS)
                for word in words
            ]
        )
    looks = [("BACKGROUND", (0, 0), (-1, 0), shade(PALE)), ("LINEBELOW", (0, 1), (-1, -1), 0.4, shade(0.8))]
    return table(rows, widths, looks, pad=1.2 * MM, head=True)


def _of_shelf(paper: Flowing, place: int, shelf: str, quantity: int) -> dict[str, str]:
    """A row a shelf: how much of the line is taken from it."""
    return {"position": str(place), "shelf": shelf, "quantity": paper.number(quantity_text(quantity))}


def _cells(paper: Flowing, line: OrderLine, shelf: Shelved) -> dict[str, str]:
    return {
        "code": line.code,
        "name": line.name,
        "barcode": shelf.barcode,
        "there": paper.number(quantity_text(shelf.on_hand)),
        "unit": unit_name(line.unit, paper.language),
        "done": TICK,
    }


def _counted(paper: Flowing, lines: list[OrderLine], shelves: dict[int, Shelved]) -> str:
    """How many lines, and where every one's weight is known, what they weigh."""
    told = [paper.say("lines", count=len(lines))]
    weights = [(shelves[line.product_id or 0].grams, line.to_pick) for line in lines if line.product_id in shelves]
    if weights and len(weights) == len(lines) and all(grams for grams, _ in weights):
        grams = sum(divide_half_away(each * quantity, QUANTITY_SCALE) for each, quantity in weights)
        told.append(paper.say("weight", kg=paper.number(quantity_text(grams))))
    return " · ".join(told)


def _end(paper: Flowing) -> Any:
    words = ("picked_by", "checked_by", "parcels", "weighed")
    boxes = [("BOX", (place, 0), (place, 0), 0.6, shade(0.6)) for place in range(len(words))]
    row = [text(paper.say(word), SMALL, grey=True) for word in words]
    return table([row], [WIDTH / len(words)] * len(words), boxes, pad=2 * MM, height=18 * MM)
