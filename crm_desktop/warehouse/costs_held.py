"""What the goods that lie there cost: read with the stock rows locked, changed by moves, written back."""

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, select, tuple_, update
from sqlalchemy.orm import Session

from crm_desktop.money import share
from crm_desktop.warehouse.costing import NOTHING, Cost, Layer, Store, new_store
from crm_desktop.warehouse.rules import StockKey
from db.models.warehouse import CostLayerRow, ProductCostRow, WarehouseRow
from db.prepared import Prepared, write_rows
from db.statements import table_of
from db.vocabulary import CostMethod, WarehouseKind

_costs, _layers = table_of(ProductCostRow), table_of(CostLayerRow)
_HELD = Prepared(
    select(_costs.c.product_id, _costs.c.warehouse_id, _costs.c.quantity, _costs.c.value).where(
        tuple_(_costs.c.product_id, _costs.c.warehouse_id).in_(bindparam("keys", expanding=True))
    )
)
_LAYERS = Prepared(
    select(_layers.c.product_id, _layers.c.warehouse_id, _layers.c.quantity, _layers.c.value)
    .where(tuple_(_layers.c.product_id, _layers.c.warehouse_id).in_(bindparam("keys", expanding=True)))
    .order_by(_layers.c.id)
)
_GONE = Prepared(
    delete(_layers).where(_layers.c.product_id == bindparam("p"), _layers.c.warehouse_id == bindparam("w"))
)
_CHANGED = Prepared(
    update(_costs)
    .where(_costs.c.product_id == bindparam("p"), _costs.c.warehouse_id == bindparam("w"))
    .values(quantity=bindparam("q"), value=bindparam("v"))
)
_ON_THE_WAY = Prepared(
    select(table_of(WarehouseRow).c.id).where(table_of(WarehouseRow).c.kind == WarehouseKind.TRANSIT)
)


class Held:
    """One transaction's view of several stock keys. By average only known costs are stored; under FIFO every layer."""

    def __init__(self, method: CostMethod, transit: frozenset[int]) -> None:
        self._method, self._transit = method, transit
        self._stores: dict[StockKey, Store] = {}
        self._known: dict[StockKey, Cost] = {}

    @classmethod
    def load(cls, session: Session, method: CostMethod, keys: Iterable[StockKey]) -> "Held":
        held = cls(method, frozenset(house for (house,) in _ON_THE_WAY.rows(session, {})))
        wanted = sorted(set(keys))
        for row in _HELD.rows(session, {"keys": wanted}):
            held._known[row[0], row[1]] = Cost(row[2], row[3])
        layered = [key for key in wanted if held._is_layered(key)]
        found: dict[StockKey, list[Layer]] = {}
        for row in _LAYERS.rows(session, {"keys": layered}) if layered else ():
            found.setdefault((row[0], row[1]), []).append(Layer(row[2], row[3]))
        for key in wanted:
            known = held._known.get(key)
            averaged = [Layer(known.quantity, known.value)] if known else []
            held._stores[key] = held._store(key, found.get(key, []) if held._is_layered(key) else averaged)
        return held

    def _is_layered(self, key: StockKey) -> bool:
        return self._method is CostMethod.FIFO and key[1] not in self._transit

    def _store(self, key: StockKey, layers: list[Layer]) -> Store:
        store = new_store(self._method, on_the_way=key[1] in self._transit)
        for layer in layers:
            store.bring(layer.quantity, layer.value)
        return store

    def takes_over(self, key: StockKey, quantity: int) -> bool:
        """Whether what stems from another move keeps its cost: what comes does, and what leaves goods in transit."""
        return quantity > 0 or key[1] in self._transit

    def bring(self, key: StockKey, quantity: int, cost: Cost) -> None:
        self._stores[key].bring_cost(quantity, cost)

    def take(self, key: StockKey, quantity: int) -> Cost:
        return self._stores[key].take(quantity)[0]

    def take_exactly(self, key: StockKey, quantity: int, cost: Cost) -> None:
        self._stores[key].take_exactly(quantity, cost)

    def average(self, key: StockKey, quantity: int) -> Cost:
        """What so many pieces cost where they cost what the rest does; nothing where no cost is known."""
        known = self._stores[key].known
        return Cost(quantity, share(known.value, quantity, known.quantity)) if known.quantity else NOTHING

    def put(self, key: StockKey, store: Store) -> None:
        """As a replay left it."""
        self._stores[key] = store

    def store(self, session: Session) -> None:
        """Writes what changed. A key that nothing is known of has no row."""
        rows = {key: store.known for key, store in sorted(self._stores.items())}
        new = [
            {"product_id": p, "warehouse_id": w, "quantity": cost.quantity, "value": cost.value}
            for (p, w), cost in rows.items()
            if (p, w) not in self._known and (cost.quantity or cost.value)
        ]
        old = [
            {"p": p, "w": w, "q": cost.quantity, "v": cost.value}
            for (p, w), cost in rows.items()
            if (p, w) in self._known and cost != self._known[p, w]
        ]
        if new:
            write_rows(session, ProductCostRow, new)
        if old:
            _CHANGED.change_each(session, old)
        self._store_layers(session)

    def _store_layers(self, session: Session) -> None:
        layered = {key: store for key, store in sorted(self._stores.items()) if self._is_layered(key)}
        if not layered:
            return
        _GONE.change_each(session, [{"p": p, "w": w} for p, w in layered])
        rows = [
            {"product_id": p, "warehouse_id": w, "quantity": layer.quantity, "value": layer.value}
            for (p, w), store in layered.items()
            for layer in store.layers
        ]
        if rows:
            write_rows(session, CostLayerRow, rows)
