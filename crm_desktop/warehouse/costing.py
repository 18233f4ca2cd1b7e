"""What goods cost as they come and leave, by weighted average or first in first out; and what they would have cost had
a receipt been told right from the start. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crm_desktop.money import share
from db.vocabulary import CostMethod


@dataclass(frozen=True, slots=True)
class Cost:
    """`quantity` thousandths have a known cost, `value` minor units in all; neither is negative for what moves."""

    quantity: int = 0
    value: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.quantity + other.quantity, self.value + other.value)

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.quantity - other.quantity, self.value - other.value)

    def part(self, quantity: int, *, before: int, of: int) -> "Cost":
        """What `quantity` pieces of the `of` that cost this take with them, `before` having gone already: all parts
        together are the whole, to the grosz."""
        there, then = self._first(before, of), self._first(before + quantity, of)
        return then - there

    def _first(self, pieces: int, of: int) -> "Cost":
        return Cost(share(self.quantity, pieces, of), share(self.value, pieces, of))


NOTHING = Cost()


@dataclass(slots=True)
class Layer:
    """Pieces that lie there, with what they cost; None: not known."""

    quantity: int
    value: int | None


class Store:
    """What lies of one product in one warehouse, oldest first.

    By average there are two layers at most: the known one, which leaves first, and the unknown one.
    """

    def __init__(self, method: CostMethod, layers: Iterable[Layer] = ()) -> None:
        self._averaged = method is CostMethod.AVERAGE
        self.layers: list[Layer] = []
        for layer in layers:
            self.bring(layer.quantity, layer.value)

    @property
    def known(self) -> Cost:
        known = [layer for layer in self.layers if layer.value is not None]
        return Cost(sum(layer.quantity for layer in known), sum(layer.value or 0 for layer in known))

    def bring(self, quantity: int, value: int | None) -> None:
        if quantity == 0:
            return
        if not self._averaged:
            self.layers.append(Layer(quantity, value))
            return
        mate = next((layer for layer in self.layers if (layer.value is None) == (value is None)), None)
        if mate is None:
            self.layers.insert(0 if value is not None else len(self.layers), Layer(quantity, value))
            return
        mate.quantity += quantity
        mate.value = None if mate.value is None or value is None else mate.value + value

    def bring_cost(self, quantity: int, cost: Cost) -> None:
        """Pieces of which a part may have no known cost."""
        if cost.quantity:
            self.bring(cost.quantity, cost.value)
        self.bring(quantity - cost.quantity, None)

    def take(self, quantity: int) -> tuple[Cost, int]:
        """What leaves with `quantity` pieces, and how many of them are not there. The last piece takes the rest."""
        taken = NOTHING
        while quantity and self.layers:
            layer = self.layers[0]
            pieces = min(quantity, layer.quantity)
            if layer.value is not None:
                worth = share(layer.value, pieces, layer.quantity)
                layer.value -= worth
                taken += Cost(pieces, worth)
            layer.quantity -= pieces
            quantity -= pieces
            if not layer.quantity:
                del self.layers[0]
        return taken, quantity

    def take_exactly(self, quantity: int, cost: Cost) -> None:
        """Pieces that keep the cost they came with: goods on the way. Such a store is averaged."""
        for layer in self.layers:
            if layer.value is None:
                layer.quantity -= quantity - cost.quantity
            else:
                layer.quantity -= cost.quantity
                layer.value -= cost.value
        self.layers = [layer for layer in self.layers if layer.quantity]


@dataclass(frozen=True, slots=True)
class Past:
    """A move of the ledger as the replay sees it; `quantity` signed. `told`: what a receipt cost, with its corrections;
    `corrects_receipt`: its quantity counts at the place of its source. `on_the_way`: in goods in transit."""

    move_id: int
    warehouse_id: int
    quantity: int
    told: Cost
    source_id: int | None = None
    corrects_receipt: bool = False
    on_the_way: bool = False


@dataclass(slots=True)
class _Debt:
    """Pieces that left before they came: a later receipt pays for them."""

    move_id: int
    quantity: int


@dataclass(slots=True)
class Replayed:
    """`costs` of every move but corrections of receipts, `stores` as they are left, by warehouse; `in_debt`: something
    left before it came."""

    costs: dict[int, Cost] = field(default_factory=dict)
    stores: dict[int, Store] = field(default_factory=dict)
    in_debt: bool = False


MOST_PASSES = 20


def replay(moves: Sequence[Past], method: CostMethod) -> Replayed:
    """All moves of one product, in order, as if every receipt had been right from the start.

    Nothing is lost: cost in = cost out + what lies there, whatever was corrected when. What left before it came is
    paid for by later receipts, and then again by whatever took its cost over, until all agree.
    """
    kept = _merged(moves)
    done = _pass(kept, method, {})
    for _ in range(MOST_PASSES if done.in_debt else 0):
        again = _pass(kept, method, done.costs)
        if again.costs == done.costs:
            break
        done = again
    return done


def _pass(moves: Sequence[Past], method: CostMethod, last: Mapping[int, Cost]) -> Replayed:
    """`last`: what each move came to cost in the pass before."""
    done, debts = Replayed(), dict[int, list[_Debt]]()
    by_id = {move.move_id: move for move in moves}
    drawn: dict[int, int] = {}
    for move in moves:
        store = done.stores.setdefault(move.warehouse_id, new_store(method, on_the_way=move.on_the_way))
        owed = debts.setdefault(move.warehouse_id, [])
        cost = _specific(move, by_id, last or done.costs, drawn)
        if move.quantity > 0:
            done.costs[move.move_id] = cost if cost is not None else move.told
            _bring(done, store, owed, move.quantity, done.costs[move.move_id])
        elif cost is not None:
            done.costs[move.move_id] = cost
            store.take_exactly(-move.quantity, cost)
        else:
            done.costs[move.move_id], missing = store.take(-move.quantity)
            if missing:
                owed.append(_Debt(move.move_id, missing))
                done.in_debt = True
    return done


def new_store(method: CostMethod, *, on_the_way: bool) -> Store:
    """What is on the way keeps the cost it came with, whatever the method."""
    return Store(CostMethod.AVERAGE if on_the_way else method)


def _merged(moves: Sequence[Past]) -> list[Past]:
    """Without corrections of receipts: their quantity stands with the receipt, as does (in `told`) their cost."""
    corrected: dict[int, int] = {}
    for move in moves:
        if move.corrects_receipt and move.source_id is not None:
            corrected[move.source_id] = corrected.get(move.source_id, 0) + move.quantity
    kept = [move for move in moves if not move.corrects_receipt]
    return [replace(move, quantity=move.quantity + corrected.get(move.move_id, 0)) for move in kept]


def _specific(move: Past, by_id: Mapping[int, Past], costs: Mapping[int, Cost], drawn: dict[int, int]) -> Cost | None:
    """What a move takes over of the one it stems from; None where it has a cost of its own."""
    if move.source_id is None or (move.quantity < 0 and not move.on_the_way):
        return None
    source = by_id.get(move.source_id)
    if source is None or (source.quantity > 0) == (move.quantity > 0):
        return None
    before, pieces = drawn.get(source.move_id, 0), abs(move.quantity)
    drawn[source.move_id] = before + pieces
    return costs[source.move_id].part(pieces, before=before, of=abs(source.quantity))


def _bring(done: Replayed, store: Store, owed: list[_Debt], quantity: int, cost: Cost) -> None:
    """First what left before it came is paid for, then the rest lies there."""
    paid = 0
    while owed and paid < quantity:
        debt = owed[0]
        pieces = min(debt.quantity, quantity - paid)
        done.costs[debt.move_id] += cost.part(pieces, before=paid, of=quantity)
        paid += pieces
        debt.quantity -= pieces
        if not debt.quantity:
            del owed[0]
    if paid < quantity:
        store.bring_cost(quantity - paid, cost.part(quantity - paid, before=paid, of=quantity))
