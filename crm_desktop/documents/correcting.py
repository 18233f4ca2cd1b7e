"""What a correction says of the document it corrects, frozen with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from crm_desktop.documents.records import Snapshot
from crm_desktop.documents.wording import OF_COST
from db.models.documents import DocumentLineRow, DocumentRow

_d, _l = DocumentRow, DocumentLineRow


def with_corrected(session: Session, draft: Snapshot, corrects_id: int | None, product_ids: Sequence[int]) -> Snapshot:
    """`draft` with the number and day of what it corrects, and how much of each line there was before it."""
    if corrects_id is None:
        return draft
    number, day = session.execute(select(_d.number, _d.issued_on).where(_d.id == corrects_id)).one()
    told = replace(draft, corrects=number, corrected_day=day)
    if draft.kind in OF_COST:
        return told
    before, here = _before(session, corrects_id), Counter(product_ids)
    lines = tuple(
        replace(line, before=before[product]) if here[product] == 1 and product in before else line
        for line, product in zip(draft.lines, product_ids, strict=True)
    )
    return replace(told, lines=lines)


def _before(session: Session, corrects_id: int) -> dict[int, int]:
    """By product, thousandths with earlier corrections counted in; none for what stands on several lines."""
    first = func.count().filter(_l.document_id == corrects_id)
    rows = session.execute(
        select(_l.product_id, func.sum(_l.quantity))
        .join(_d, _d.id == _l.document_id)
        .where(or_(_d.id == corrects_id, _d.corrects_id == corrects_id), _d.kind.not_in(OF_COST))
        .group_by(_l.product_id)
        .having(first == 1)
    )
    return {product: int(quantity) for product, quantity in rows}
