"""A customer's row in the search of everything: its own words, and those of the ones merged into it."""

from sqlalchemy import select

from crm_desktop import search
from crm_desktop.work import Work
from db.models.customers import AddressRow, CustomerRow
from db.vocabulary import SearchKind


def make_findable(work: Work, row: CustomerRow) -> None:
    """As the row and its seat stand now; under the names and numbers that were merged into it too."""
    c, a = CustomerRow, AddressRow
    city = work.session.scalar(select(a.city).where(a.customer_id == row.id).order_by(a.position).limit(1)) or ""
    merged = work.session.execute(select(c.code, c.name, c.nip, c.email, c.phone).where(c.merged_into_id == row.id))
    also = [word for told in merged for word in told if word]
    subtitle = " · ".join(part for part in (row.code, city) if part)
    search.put(
        work,
        SearchKind.CUSTOMER,
        row.id,
        title=row.name,
        subtitle=subtitle,
        also=(row.nip, row.email, row.phone, *also),
    )


def take_away(work: Work, customer_id: int) -> None:
    search.forget(work, SearchKind.CUSTOMER, customer_id)
