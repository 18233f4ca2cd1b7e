"""What a count by shelf found: less on one shelf than the books say, more on another."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from crm_desktop.warehouse import lots, stock
from crm_desktop.warehouse.count_units import Unit
from crm_desktop.warehouse.records import GoodsLine
from crm_desktop.warehouse.rules import Counted
from crm_desktop.warehouse.shelf_ledger import Books, there_of
from crm_desktop.work import Work

Places = tuple[tuple[str, int], ...]


def put_right(work: Work, warehouse_id: int, counted: Mapping[Unit, Counted]) -> dict[int, Places]:
    """What lies on another shelf than the books say is put there in them; answers by product of which shelves the rest
    of the difference is, (shelf, thousandths)."""
    by: dict[int, dict[str, int]] = {}
    for (product_id, shelf), one in sorted(counted.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        if shelf is not None and one.difference:
            by.setdefault(product_id, {})[shelf] = one.difference
    if not by:
        return {}
    keys = [(product_id, warehouse_id) for product_id in by]
    stock.ready(work.session, keys)
    books, there = Books.load(work.session, keys), there_of(work.session, keys)
    rest: dict[int, Places] = {}
    for key in keys:
        product_id = key[0]
        short = {shelf: -much for shelf, much in by[product_id].items() if much < 0}
        over = {shelf: much for shelf, much in by[product_id].items() if much > 0}
        for source in short:
            for target in over:
                done = min(short[source], over[target])
                _shift(books, key, there[key], source, target, done)
                short[source] -= done
                over[target] -= done
        left = over if any(over.values()) else short
        rest[product_id] = tuple((shelf, much) for shelf, much in left.items() if much)
    books.store(work)
    return rest


def _shift(
    books: Books, key: tuple[int, int], there: Mapping[int | None, int], source: str, target: str, most: int
) -> None:
    """As far as so much lies there still: it was counted a while ago."""
    usual = books.usual_of(key)
    for lot, quantity in books.parts_on(key, source, there).items():
        much = min(quantity, most)
        if much <= 0:
            continue
        most -= much
        if source != usual:
            books.change(key, source, lot, -much, other=target)
        if target != usual:
            books.change(key, target, lot, much, other=source)


def lots_there(
    session: Session, lines: list[GoodsLine], warehouse_id: int, places: Mapping[int, Places]
) -> lots.Chosen:
    """Of which lots the goods are that are short on a shelf: of those that lie there by the books, first what expires
    first. Of goods counted as a whole nothing is told."""
    keys = [(line.product_id, warehouse_id) for line in lines if places.get(line.product_id)]
    if not keys:
        return {}
    books, there = Books.load(session, keys), there_of(session, keys)
    in_turn = lots.first_expired(session, [(product_id, house, sum(there[product_id, house].values()))
                                           for product_id, house in keys])  # fmt: skip
    order = {key[0]: [part.lot_id for part in parts] for key, parts in zip(keys, in_turn, strict=True)}
    chosen: dict[int, dict[int, int]] = {}
    for place, line in enumerate(lines):
        key, own = (line.product_id, warehouse_id), chosen.setdefault(place, {})
        for shelf, much in places.get(line.product_id, ()):
            parts = books.parts_on(key, shelf, there[key])
            for lot in order[line.product_id]:
                taken = min(much, parts.get(lot, 0))
                much -= taken
                if lot is not None and taken:
                    own[lot] = own.get(lot, 0) + taken
    return chosen
