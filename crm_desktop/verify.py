"""`db verify`: proves what is stored from the ledger, the numbers and the hashes."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from crm_desktop.documents.records import hash_of
from crm_desktop.inquiries.rules import STAGES
from db.models.documents import DocumentPrintRow, DocumentRow
from db.models.intake import FileRow, SubmissionRow
from db.models.sales import OpportunityRow
from db.models.warehouse import StockRow

MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class Verification:
    """`checked` how many of each were looked at; `problems` name what is wrong, at most 200."""

    ok: bool
    checked: dict[str, int]
    problems: tuple[str, ...]


Check = Callable[[Session], tuple[int, Iterator[str]]]


def verify(session: Session) -> Verification:
    """Everything; nothing is changed."""
    checked: dict[str, int] = {}
    problems: list[str] = []
    for name, check in CHECKS.items():
        count, found = check(session)
        checked[name] = count
        problems += [f"{name}: {problem}" for problem in found]
    return Verification(not problems, checked, tuple(problems[:MOST_PROBLEMS]))


def _differing(session: Session, statement: str, sentence: str) -> Iterator[str]:
    for row in session.execute(text(statement)).mappings():
        yield sentence.format(**row)


def _stock(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(select(func.count()).select_from(StockRow)) or 0
    return count, _differing(
        session,
        "SELECT k.product_id, k.warehouse_id, SUM(k.on_hand) AS on_hand, SUM(k.total) AS total FROM"
        " (SELECT product_id, warehouse_id, on_hand, 0 AS total FROM stock UNION ALL"
        "  SELECT product_id, warehouse_id, 0, quantity FROM stock_moves) k"
        " GROUP BY k.product_id, k.warehouse_id HAVING SUM(k.on_hand) <> SUM(k.total)"
        " ORDER BY k.product_id, k.warehouse_id",
        "product {product_id} in warehouse {warehouse_id}: on hand {on_hand}, ledger {total}",
    )


def _lots(session: Session) -> tuple[int, Iterator[str]]:
    """What lies there of each lot is what its moves brought, and no more than there is of its product."""
    count = session.scalar(text("SELECT COUNT(*) FROM lot_stock")) or 0
    moved = _differing(
        session,
        "SELECT k.lot_id, k.warehouse_id, SUM(k.on_hand) AS on_hand, SUM(k.total) AS total FROM"
        " (SELECT lot_id, warehouse_id, on_hand, 0 AS total FROM lot_stock UNION ALL"
        "  SELECT lot_id, warehouse_id, 0, quantity FROM stock_moves WHERE lot_id IS NOT NULL) k"
        " GROUP BY k.lot_id, k.warehouse_id HAVING SUM(k.on_hand) <> SUM(k.total) ORDER BY k.lot_id, k.warehouse_id",
        "lot {lot_id} in warehouse {warehouse_id}: on hand {on_hand}, ledger {total}",
    )
    within = _differing(
        session,
        "SELECT l.product_id, t.warehouse_id, SUM(t.on_hand) AS in_lots, MAX(s.on_hand) AS on_hand FROM lot_stock t"
        " JOIN lots l ON l.id = t.lot_id LEFT JOIN stock s ON s.product_id = l.product_id"
        " AND s.warehouse_id = t.warehouse_id GROUP BY l.product_id, t.warehouse_id"
        " HAVING SUM(t.on_hand) > COALESCE(MAX(s.on_hand), 0) ORDER BY l.product_id, t.warehouse_id",
        "product {product_id} in warehouse {warehouse_id}: {in_lots} in lots, on hand {on_hand}",
    )
    return count, chain(moved, within)


def _shelves(session: Session) -> tuple[int, Iterator[str]]:
    """What lies on each shelf that is not the usual one is what came and went there, of each lot no more than there is,
    and no move of the ledger brought or took more there than it moved."""
    count = session.scalar(text("SELECT COUNT(*) FROM shelf_stock")) or 0
    moved = _differing(
        session,
        "SELECT k.product_id, k.warehouse_id, k.shelf, SUM(k.on_hand) AS on_hand, SUM(k.total) AS total FROM"
        " (SELECT product_id, warehouse_id, shelf, COALESCE(lot_id, 0) AS lot_id, on_hand, 0 AS total FROM shelf_stock"
        "  UNION ALL SELECT product_id, warehouse_id, shelf, COALESCE(lot_id, 0), 0, quantity FROM shelf_moves) k"
        " GROUP BY k.product_id, k.warehouse_id, k.shelf, k.lot_id HAVING SUM(k.on_hand) <> SUM(k.total)"
        " ORDER BY k.product_id, k.warehouse_id, k.shelf, k.lot_id",
        "product {product_id} on shelf {shelf} of warehouse {warehouse_id}: on hand {on_hand}, its moves {total}",
    )
    within = _differing(
        session,
        "SELECT x.product_id, x.warehouse_id, x.lot_id, x.on_shelves, COALESCE(t.on_hand, 0) AS there FROM"
        " (SELECT product_id, warehouse_id, lot_id, SUM(on_hand) AS on_shelves FROM shelf_stock"
        "  WHERE lot_id IS NOT NULL GROUP BY product_id, warehouse_id, lot_id) x"
        " LEFT JOIN lot_stock t ON t.lot_id = x.lot_id AND t.warehouse_id = x.warehouse_id"
        " WHERE x.on_shelves > COALESCE(t.on_hand, 0) ORDER BY x.product_id, x.warehouse_id, x.lot_id",
        "lot {lot_id} of product {product_id} in warehouse {warehouse_id}: {on_shelves} on shelves, on hand {there}",
    )
    of_no_lot = _differing(
        session,
        "SELECT x.product_id, x.warehouse_id, x.on_shelves, COALESCE(s.on_hand, 0) - COALESCE(t.in_lots, 0) AS there,"
        " CASE WHEN s.spread THEN 1 ELSE 0 END AS known FROM"
        " (SELECT product_id, warehouse_id, SUM(CASE WHEN lot_id IS NULL THEN on_hand ELSE 0 END) AS on_shelves"
        "  FROM shelf_stock GROUP BY product_id, warehouse_id) x"
        " LEFT JOIN stock s ON s.product_id = x.product_id AND s.warehouse_id = x.warehouse_id"
        " LEFT JOIN (SELECT l.product_id, t.warehouse_id, SUM(t.on_hand) AS in_lots FROM lot_stock t"
        "  JOIN lots l ON l.id = t.lot_id GROUP BY l.product_id, t.warehouse_id) t"
        "  ON t.product_id = x.product_id AND t.warehouse_id = x.warehouse_id"
        " WHERE x.on_shelves > COALESCE(s.on_hand, 0) - COALESCE(t.in_lots, 0) OR s.spread IS NULL OR NOT s.spread"
        " ORDER BY x.product_id, x.warehouse_id",
        "product {product_id} in warehouse {warehouse_id}: {on_shelves} on shelves, on hand {there}, told: {known}",
    )
    return count, chain(moved, within, of_no_lot, _moves_of_shelves(session))


def _moves_of_shelves(session: Session) -> Iterator[str]:
    return _differing(
        session,
        "SELECT x.move_id, x.quantity, m.quantity AS moved FROM"
        " (SELECT move_id, SUM(quantity) AS quantity, MIN(quantity) AS least, MAX(quantity) AS most,"
        "  MIN(product_id) AS product_id, MIN(warehouse_id) AS warehouse_id, MAX(COALESCE(lot_id, 0)) AS lot_id"
        "  FROM shelf_moves WHERE move_id IS NOT NULL GROUP BY move_id) x JOIN stock_moves m ON m.id = x.move_id"
        " WHERE ABS(x.quantity) > ABS(m.quantity)"
        " OR (m.quantity > 0 AND x.least < 0) OR (m.quantity < 0 AND x.most > 0)"
        " OR x.product_id <> m.product_id OR x.warehouse_id <> m.warehouse_id OR x.lot_id <> COALESCE(m.lot_id, 0)"
        " ORDER BY x.move_id",
        "move {move_id} of {moved}: {quantity} on shelves",
    )


def _reservations(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(text("SELECT COUNT(*) FROM reservations WHERE state = 'open'")) or 0
    return count, _differing(
        session,
        "SELECT k.product_id, k.warehouse_id, SUM(k.reserved) AS reserved, SUM(k.total) AS total FROM"
        " (SELECT product_id, warehouse_id, reserved, 0 AS total FROM stock UNION ALL"
        "  SELECT product_id, warehouse_id, 0, quantity FROM reservations WHERE state = 'open') k"
        " GROUP BY k.product_id, k.warehouse_id HAVING SUM(k.reserved) <> SUM(k.total)"
        " ORDER BY k.product_id, k.warehouse_id",
        "product {product_id} in warehouse {warehouse_id}: reserved {reserved}, open reservations {total}",
    )


def _costs(session: Session) -> tuple[int, Iterator[str]]:
    """Cost in = cost out + on hand, and so many pieces have a cost as the costed moves left there."""
    count = session.scalar(text("SELECT COUNT(*) FROM move_costs")) or 0
    return count, _differing(
        session,
        "SELECT k.product_id, k.warehouse_id, SUM(k.value) AS value, SUM(k.total) AS total,"
        " SUM(k.quantity) AS quantity, SUM(k.moved) AS moved FROM"
        " (SELECT product_id, warehouse_id, value, 0 AS total, quantity, 0 AS moved FROM product_costs UNION ALL"
        "  SELECT m.product_id, m.warehouse_id, 0, mc.value, 0, COALESCE(mc.quantity, m.quantity) FROM move_costs mc"
        "  JOIN stock_moves m ON m.id = mc.move_id UNION ALL"
        "  SELECT m.product_id, m.warehouse_id, 0, ch.value, 0, ch.quantity FROM cost_changes ch"
        "  JOIN stock_moves m ON m.id = ch.move_id) k"
        " GROUP BY k.product_id, k.warehouse_id"
        " HAVING SUM(k.value) <> SUM(k.total) OR SUM(k.quantity) <> SUM(k.moved)"
        " ORDER BY k.product_id, k.warehouse_id",
        "product {product_id} in warehouse {warehouse_id}: cost on hand {value} of {quantity},"
        " in less out {total} of {moved}",
    )


def _costs_held(session: Session) -> tuple[int, Iterator[str]]:
    """No more has a cost than lies there, what does not lie there costs nothing, and layers are what lies there."""
    count = session.scalar(text("SELECT COUNT(*) FROM product_costs")) or 0

    def wrong() -> Iterator[str]:
        yield from _differing(
            session,
            "SELECT c.product_id, c.warehouse_id, c.quantity, c.value, s.on_hand FROM product_costs c"
            " JOIN stock s ON s.product_id = c.product_id AND s.warehouse_id = c.warehouse_id"
            " WHERE c.quantity < 0 OR c.value < 0 OR c.quantity > s.on_hand"
            " OR (c.quantity = 0 AND c.value <> 0) ORDER BY c.product_id, c.warehouse_id",
            "product {product_id} in warehouse {warehouse_id}: {quantity} cost {value}, on hand {on_hand}",
        )
        yield from _differing(
            session,
            "SELECT l.product_id, l.warehouse_id, l.all_of_it, l.known, l.value, COALESCE(s.on_hand, 0) AS on_hand"
            " FROM (SELECT product_id, warehouse_id, SUM(quantity) AS all_of_it, COALESCE(SUM(value), 0) AS value,"
            "  SUM(CASE WHEN value IS NULL THEN 0 ELSE quantity END) AS known FROM cost_layers"
            "  GROUP BY product_id, warehouse_id) l"
            " LEFT JOIN stock s ON s.product_id = l.product_id AND s.warehouse_id = l.warehouse_id"
            " LEFT JOIN product_costs c ON c.product_id = l.product_id AND c.warehouse_id = l.warehouse_id"
            " WHERE l.all_of_it <> COALESCE(s.on_hand, 0) OR l.known <> COALESCE(c.quantity, 0)"
            " OR l.value <> COALESCE(c.value, 0) ORDER BY l.product_id, l.warehouse_id",
            "product {product_id} in warehouse {warehouse_id}: layers of {all_of_it} cost {value}, on hand {on_hand}",
        )

    return count, wrong()


def _line_costs(session: Session) -> tuple[int, Iterator[str]]:
    """What an order's line cost is what its moves took out."""
    count = session.scalar(text("SELECT COUNT(*) FROM order_line_costs")) or 0
    return count, _differing(
        session,
        "SELECT m.order_line_id, COALESCE(c.value, 0) AS value, m.total FROM"
        " (SELECT m.order_line_id, -SUM(k.value) AS total FROM"
        "  (SELECT move_id, value FROM move_costs UNION ALL SELECT move_id, value FROM cost_changes) k"
        "  JOIN stock_moves m ON m.id = k.move_id"
        "  WHERE m.order_line_id IS NOT NULL GROUP BY m.order_line_id) m"
        " LEFT JOIN order_line_costs c ON c.order_line_id = m.order_line_id"
        " WHERE m.total <> COALESCE(c.value, 0) ORDER BY m.order_line_id",
        "order line {order_line_id}: cost {value}, its moves {total}",
    )


def _numbers(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(text("SELECT COUNT(*) FROM documents")) or 0
    return count, _differing(
        session,
        "SELECT k.series_id, k.period, SUM(k.last) AS last, SUM(k.count) AS count, SUM(k.highest) AS highest FROM"
        " (SELECT c.series_id, c.period, c.last, 0 AS count, 0 AS highest, 1 AS lowest FROM number_counters c"
        "  JOIN number_series s ON s.id = c.series_id WHERE s.kind NOT IN ('inquiry', 'offer', 'order') UNION ALL"
        "  SELECT series_id, period, 0, COUNT(*), MAX(sequence), MIN(sequence) FROM documents"
        "  GROUP BY series_id, period) k GROUP BY k.series_id, k.period"
        " HAVING SUM(k.last) <> SUM(k.highest) OR SUM(k.count) <> SUM(k.highest) OR MIN(k.lowest) < 1"
        " ORDER BY k.series_id, k.period",
        "series {series_id} {period}: last {last}, documents {count}, highest {highest}",
    )


def _order_numbers(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(text("SELECT COUNT(*) FROM orders")) or 0
    tables = {"order": "orders", "inquiry": "inquiries", "offer": "offers"}
    parts = [f"SELECT '{kind}' AS kind, COUNT(DISTINCT number) AS count FROM {table}" for kind, table in tables.items()]
    sums = " UNION ALL ".join(parts)
    live = sums.replace("FROM orders", "FROM orders WHERE origin = 'live'")
    return count, _differing(
        session,
        f"SELECT k.kind, k.count, COALESCE(n.total, 0) AS total FROM ({live}) k"
        " LEFT JOIN (SELECT s.kind, SUM(c.last) AS total FROM number_series s"
        "  JOIN number_counters c ON c.series_id = s.id GROUP BY s.kind) n ON n.kind = k.kind"
        " WHERE k.count <> COALESCE(n.total, 0) ORDER BY k.kind",
        "{kind}: {count} records, {total} numbers given",
    )


def _documents(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(text("SELECT COUNT(*) FROM documents")) or 0

    def wrong() -> Iterator[str]:
        columns = (DocumentRow.number, DocumentRow.snapshot, DocumentRow.snapshot_hash)
        for number, snapshot, snapshot_hash in session.execute(select(*columns)).yield_per(1000):
            if hash_of(snapshot) != snapshot_hash:
                yield f"document {number} does not match its hash"

    return count, wrong()


def _prints(session: Session) -> tuple[int, Iterator[str]]:
    rows = session.execute(select(DocumentPrintRow.document_id, DocumentPrintRow.pdf, DocumentPrintRow.pdf_hash)).all()
    wrong = [key for key, pdf, told in rows if hashlib.sha256(pdf).hexdigest() != told]
    return len(rows), (f"print of document {key} does not match its hash" for key in wrong)


def _submissions(session: Session) -> tuple[int, Iterator[str]]:
    """The exact bytes as they came; what was erased leaves its hash."""
    r = SubmissionRow
    count = session.scalar(select(func.count()).select_from(r).where(r.raw.is_not(None))) or 0

    def wrong() -> Iterator[str]:
        for key, raw, told in session.execute(select(r.id, r.raw, r.raw_hash).where(r.raw.is_not(None))).yield_per(500):
            if hashlib.sha256(raw or b"").hexdigest() != told:
                yield f"submission {key} does not match its hash"

    return count, wrong()


def _files(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(select(func.count()).select_from(FileRow)) or 0

    def wrong() -> Iterator[str]:
        for told, content in session.execute(select(FileRow.sha256, FileRow.content)).yield_per(50):
            if hashlib.sha256(content).hexdigest() != told:
                yield f"file {told} does not match its hash"

    return count, wrong()


def _totals(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(text("SELECT COUNT(*) FROM orders")) or 0
    return count, _differing(
        session,
        "SELECT o.number, o.net, COALESCE(l.total, 0) AS total FROM orders o"
        " LEFT JOIN (SELECT order_id, SUM(net) AS total FROM order_lines WHERE kind <> 'return' GROUP BY order_id) l"
        " ON l.order_id = o.id WHERE o.net <> COALESCE(l.total, 0) ORDER BY o.id",
        "order {number}: net {net}, lines {total}",
    )


def _stages(session: Session) -> tuple[int, Iterator[str]]:
    """The furthest stage is the last one that has a time."""
    count = session.scalar(text("SELECT COUNT(*) FROM opportunities")) or 0
    p = OpportunityRow
    times = (p.received_at, p.answered_at, p.offered_at, p.ordered_at, p.issued_at, p.completed_at)
    faults = []
    for number, stage in enumerate(STAGES):
        later = [column.is_not(None) for column in times[number + 1 :]]
        faults.append((p.furthest == stage) & times[number].is_(None))
        if later:
            faults.append((p.furthest == stage) & or_(*later))
    rows = session.scalars(select(p.id).where(or_(*faults), p.origin == "live").order_by(p.id))
    return count, (f"opportunity {key}: its furthest stage is not the last it reached" for key in rows)


CHECKS: dict[str, Check] = {
    "stock": _stock,
    "lots": _lots,
    "shelves": _shelves,
    "reservations": _reservations,
    "costs": _costs,
    "costs held": _costs_held,
    "line costs": _line_costs,
    "document numbers": _numbers,
    "other numbers": _order_numbers,
    "documents": _documents,
    "prints": _prints,
    "submissions": _submissions,
    "files": _files,
    "order totals": _totals,
    "stages": _stages,
}
