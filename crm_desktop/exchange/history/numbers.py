"""Under which numbers the orders of other programs stand among the company's own."""

from collections.abc import Sequence

from sqlalchemy import select

from crm_desktop.documents.numbering import is_numbered_like
from crm_desktop.exchange.planning import parts
from crm_desktop.work import Work
from db.models.sales import OrderRow
from db.statements import among, table_of
from db.vocabulary import SeriesKind

LONGEST = 56
"""Characters of a number as written: what is put before it must find room."""


def free_numbers(work: Work, written: Sequence[str]) -> list[str]:
    """As written, unless it is taken, or the company's own orders are numbered like it and may come to it one day."""
    o = table_of(OrderRow)
    connection, taken = work.session.connection(), set[str]()
    for part in parts(written):
        taken |= set(work.session.scalars(select(o.c.number).where(among(connection, o.c.number, part))))
    like_ours = is_numbered_like(work.session, SeriesKind.ORDER)
    found = []
    for number in written:
        free, again = f"H/{number}" if like_ours(number) else number, 1
        while free in taken:
            again += 1
            free = f"H/{number}" if again == 2 else f"H{again}/{number}"
        taken.add(free)
        found.append(free)
    return found
