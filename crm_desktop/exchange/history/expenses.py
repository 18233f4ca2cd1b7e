"""What selling cost in former years: rows of money, and what each was spent on."""

from crm_desktop.exchange.history.cells import scaled
from crm_desktop.exchange.history.records import PastExpense
from crm_desktop.exchange.history.table import Cells
from crm_desktop.exchange.rules import Wrong
from crm_desktop.folding import fold
from crm_desktop.money import MINOR_SCALE
from db.vocabulary import ExpenseKind

_WORDS = {
    **{kind.value: kind for kind in ExpenseKind},
    "reklama": ExpenseKind.ADVERTISING,
    "ads": ExpenseKind.ADVERTISING,
    "targi": ExpenseKind.FAIR,
    "podroz": ExpenseKind.TRAVEL,
    "delegacja": ExpenseKind.TRAVEL,
    "probki": ExpenseKind.SAMPLES,
    "kurier": ExpenseKind.COURIER,
    "czas": ExpenseKind.TIME,
    "prowizja": ExpenseKind.COMMISSION,
    "inne": ExpenseKind.OTHER,
}
_TIED = ("campaign", "customer", "order", "product_group", "employee", "text")


def kind_of(text: str) -> ExpenseKind:
    """A kind's own word, or a Polish one. Raises Wrong."""
    found = _WORDS.get(fold(text).strip())
    if found is None:
        raise Wrong("not_a_kind", kinds=", ".join(ExpenseKind))
    return found


def read_expenses(cells: Cells, currency: str) -> tuple[PastExpense, ...]:
    """All rows that read well, in the order of the sheet; `currency` of those that name none."""
    cells.learn(("amount",), ("date",))
    found = []
    for number in cells.each():
        day = cells.read("date", cells.needed("date"), cells.days.read, None)
        amount = cells.read("amount", cells.needed("amount"), cells.numbers.read, None)
        kind = ExpenseKind.OTHER
        if cells.has("kind"):
            kind = cells.read("kind", cells.text("kind"), kind_of, ExpenseKind.OTHER)
        tied = {key: cells.text(key) for key in _TIED if cells.has(key)}
        tied = {key: text for key, text in tied.items() if text.strip()}
        paid_in = cells.currency(currency)
        if cells.right and day is not None and amount is not None:
            minor = scaled(amount, MINOR_SCALE)
            found.append(PastExpense(number, day, kind, minor, paid_in, **tied))
    return tuple(found)
