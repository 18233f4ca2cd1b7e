"""`db verify`: proves what is stored from the ledger, the numbers and the hashes."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from crm_desktop.documents.records import hash_of
from crm_desktop.inquiries.rules import STAGES
from db.models.documents import DocumentPrintRow, DocumentRow
from db.models.sales import OpportunityRow
from db.models.warehouse import StockRow
from db.vocabulary import FunnelStage

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
        "SELECT s.product_id, s.warehouse_id, s.on_hand, COALESCE(m.total, 0) AS total FROM"
        " (SELECT product_id, warehouse_id, on_hand FROM stock"
        "  UNION SELECT product_id, warehouse_id, 0 FROM stock_moves m WHERE NOT EXISTS (SELECT 1 FROM stock s"
        "   WHERE s.product_id = m.product_id AND s.warehouse_id = m.warehouse_id)) s"
        " LEFT JOIN (SELECT product_id, warehouse_id, SUM(quantity) AS total FROM stock_moves"
        "  GROUP BY product_id, warehouse_id) m ON m.product_id = s.product_id AND m.warehouse_id = s.warehouse_id"
        " WHERE s.on_hand <> COALESCE(m.total, 0)",
        "product {product_id} in warehouse {warehouse_id}: on hand {on_hand}, ledger {total}",
    )


def _reservations(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(text("SELECT COUNT(*) FROM reservations WHERE state = 'open'")) or 0
    return count, _differing(
        session,
        "SELECT s.product_id, s.warehouse_id, s.reserved, COALESCE(r.total, 0) AS total FROM stock s"
        " LEFT JOIN (SELECT product_id, warehouse_id, SUM(quantity) AS total FROM reservations WHERE state = 'open'"
        "  GROUP BY product_id, warehouse_id) r ON r.product_id = s.product_id AND r.warehouse_id = s.warehouse_id"
        " WHERE s.reserved <> COALESCE(r.total, 0)",
        "product {product_id} in warehouse {warehouse_id}: reserved {reserved}, open reservations {total}",
    )


def _costs(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(text("SELECT COUNT(*) FROM move_costs")) or 0
    return count, _differing(
        session,
        "SELECT k.product_id, k.warehouse_id, COALESCE(c.value, 0) AS value, k.total FROM"
        " (SELECT m.product_id, m.warehouse_id, SUM(mc.value) AS total FROM move_costs mc"
        "  JOIN stock_moves m ON m.id = mc.move_id GROUP BY m.product_id, m.warehouse_id) k"
        " LEFT JOIN product_costs c ON c.product_id = k.product_id AND c.warehouse_id = k.warehouse_id"
        " WHERE k.total <> COALESCE(c.value, 0)",
        "product {product_id} in warehouse {warehouse_id}: cost on hand {value}, in less out {total}",
    )


def _numbers(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(text("SELECT COUNT(*) FROM documents")) or 0
    return count, _differing(
        session,
        "SELECT c.series_id, c.period, c.last, COALESCE(d.count, 0) AS count, COALESCE(d.highest, 0) AS highest"
        " FROM number_counters c JOIN number_series s ON s.id = c.series_id"
        " LEFT JOIN (SELECT series_id, period, COUNT(*) AS count, MAX(sequence) AS highest FROM documents"
        "  GROUP BY series_id, period) d ON d.series_id = c.series_id AND d.period = c.period"
        " WHERE s.kind NOT IN ('inquiry', 'offer', 'order')"
        " AND (c.last <> COALESCE(d.highest, 0) OR COALESCE(d.count, 0) <> COALESCE(d.highest, 0))",
        "series {series_id} {period}: last {last}, documents {count}, highest {highest}",
    )


def _order_numbers(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(text("SELECT COUNT(*) FROM orders")) or 0
    tables = {"order": "orders", "inquiry": "inquiries", "offer": "offers"}
    parts = [f"SELECT '{kind}' AS kind, COUNT(*) AS count FROM {table}" for kind, table in tables.items()]
    sums = " UNION ALL ".join(parts)
    live = sums.replace("FROM orders", "FROM orders WHERE origin = 'live'")
    return count, _differing(
        session,
        f"SELECT k.kind, k.count, COALESCE(n.total, 0) AS total FROM ({live}) k"
        " LEFT JOIN (SELECT s.kind, SUM(c.last) AS total FROM number_series s"
        "  JOIN number_counters c ON c.series_id = s.id GROUP BY s.kind) n ON n.kind = k.kind"
        " WHERE k.count <> COALESCE(n.total, 0)",
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


def _totals(session: Session) -> tuple[int, Iterator[str]]:
    count = session.scalar(text("SELECT COUNT(*) FROM orders")) or 0
    return count, _differing(
        session,
        "SELECT o.number, o.net, COALESCE(l.total, 0) AS total FROM orders o"
        " LEFT JOIN (SELECT order_id, SUM(net) AS total FROM order_lines WHERE kind <> 'return' GROUP BY order_id) l"
        " ON l.order_id = o.id WHERE o.net <> COALESCE(l.total, 0)",
        "order {number}: net {net}, lines {total}",
    )


def _stages(session: Session) -> tuple[int, Iterator[str]]:
    """The furthest stage is the last one that has a time; received always has."""
    count = session.scalar(text("SELECT COUNT(*) FROM opportunities")) or 0
    p = OpportunityRow
    times = (p.received_at, p.answered_at, p.offered_at, p.ordered_at, p.issued_at, p.completed_at)
    faults = []
    for number, stage in enumerate(STAGES):
        if stage is FunnelStage.RECEIVED:
            continue
        later = [column.is_not(None) for column in times[number + 1 :]]
        faults.append((p.furthest == stage) & times[number].is_(None))
        if later:
            faults.append((p.furthest == stage) & or_(*later))
    rows = session.scalars(select(p.id).where(or_(*faults), p.origin == "live"))
    return count, (f"opportunity {key}: its furthest stage is not the last it reached" for key in rows)


CHECKS: dict[str, Check] = {
    "stock": _stock,
    "reservations": _reservations,
    "costs": _costs,
    "document numbers": _numbers,
    "other numbers": _order_numbers,
    "documents": _documents,
    "prints": _prints,
    "order totals": _totals,
    "stages": _stages,
}
