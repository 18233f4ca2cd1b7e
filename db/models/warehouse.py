"""Stock, its append-only ledger, reservations, and what goods cost, apart (laws 6, 7, 12)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from db.types import Day, Instant, word
from db.vocabulary import DocumentKind, ReservationState, WarehouseKind


class WarehouseRow(Base, Keyed, Versioned):
    __tablename__ = "warehouses"
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[WarehouseKind] = mapped_column(word(WarehouseKind))
    street: Mapped[str] = mapped_column(String(250), default="", server_default="")
    postal_code: Mapped[str] = mapped_column(String(20), default="", server_default="")
    city: Mapped[str] = mapped_column(String(120), default="", server_default="")


class StockRow(Base):
    """What lies in a warehouse and what of it is promised, in thousandths. Keys give the order of locks.

    `location`: its usual shelf, as people there call it: all of it lies there that `shelf_stock` does not tell of; ""
    where it has none. `spread`: some of it has lain on another shelf, so that whoever moves it looks there.
    """

    __tablename__ = "stock"
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"), primary_key=True)
    on_hand: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    reserved: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    minimum: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    target: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    location: Mapped[str] = mapped_column(String(40), default="", server_default="")
    spread: Mapped[bool] = mapped_column(default=False, server_default=false())
    __table_args__ = (
        CheckConstraint("on_hand >= 0", name="on_hand_not_negative"),
        CheckConstraint("reserved >= 0 AND reserved <= on_hand", name="reserved_within_on_hand"),
        Index("ix_stock_warehouse_id_product_id", "warehouse_id", "product_id"),
        Index("ix_stock_warehouse_id_location", "warehouse_id", "location", "product_id"),
        Index("ix_stock_on_hand", "on_hand", "product_id", "warehouse_id"),
        Index("ix_stock_reserved", "reserved", "product_id", "warehouse_id"),
        Index("ix_stock_minimum", "minimum", "product_id", "warehouse_id"),
    )


class StockMoveRow(Base, Keyed):
    """The ledger, append-only: on hand is the sum of these, each belonging to a document's line.

    `source_move_id`: the move that this one corrects, brings back or receives.
    """

    __tablename__ = "stock_moves"
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lots.id"), index=True)
    kind: Mapped[DocumentKind] = mapped_column(word(DocumentKind))
    quantity: Mapped[int] = mapped_column(BigInteger)
    document_line_id: Mapped[int] = mapped_column(ForeignKey("document_lines.id"), index=True)
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_lines.id"))
    source_move_id: Mapped[int | None] = mapped_column(ForeignKey("stock_moves.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    day: Mapped[date] = mapped_column(Day)
    __table_args__ = (
        CheckConstraint("quantity <> 0", name="quantity_not_zero"),
        Index("ix_stock_moves_product_id_warehouse_id_id", "product_id", "warehouse_id", "id"),
    )


class LotRow(Base, Keyed):
    __tablename__ = "lots"
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    code: Mapped[str] = mapped_column(String(60))
    expires_on: Mapped[date | None] = mapped_column(Day, index=True)
    __table_args__ = (UniqueConstraint("product_id", "code"),)


class LotStockRow(Base):
    """How much of a lot lies in a warehouse, thousandths; what of a product is in no lot is the rest of its stock."""

    __tablename__ = "lot_stock"
    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), primary_key=True)
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"), primary_key=True)
    on_hand: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    __table_args__ = (CheckConstraint("on_hand >= 0", name="on_hand_not_negative"),)


class PickedLotRow(Base):
    """Of which lot so much of an order's line was picked (thousandths); gone when the line leaves."""

    __tablename__ = "picked_lots"
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), primary_key=True)
    quantity: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)


class ShelfStockRow(Base, Keyed):
    """How much of a product, and of which lot, lies on a shelf that is not its usual one; gone when nothing does."""

    __tablename__ = "shelf_stock"
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    shelf: Mapped[str] = mapped_column(String(40))
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lots.id"))
    on_hand: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (
        CheckConstraint("on_hand >= 0", name="on_hand_not_negative"),
        CheckConstraint("shelf <> ''", name="shelf_named"),
        UniqueConstraint("product_id", "warehouse_id", "shelf", "lot_id"),
        Index(
            "ix_shelf_stock_of_no_lot",
            *("product_id", "warehouse_id", "shelf"),
            unique=True,
            sqlite_where=text("lot_id IS NULL"),
            postgresql_where=text("lot_id IS NULL"),
        ),
        Index("ix_shelf_stock_warehouse_id_shelf", "warehouse_id", "shelf"),
    )


class ShelfMoveRow(Base, Keyed):
    """The ledger of `shelf_stock`, append-only: what came on a shelf or was taken off it, in signed thousandths.

    `move_id`: the move of the ledger that brought or took it; NULL where it was only put from one shelf on another,
    `other`, which is "" where that is none.
    """

    __tablename__ = "shelf_moves"
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    shelf: Mapped[str] = mapped_column(String(40))
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lots.id"))
    quantity: Mapped[int] = mapped_column(BigInteger)
    move_id: Mapped[int | None] = mapped_column(ForeignKey("stock_moves.id"), index=True)
    other: Mapped[str] = mapped_column(String(40), default="", server_default="")
    at: Mapped[datetime] = mapped_column(Instant)
    day: Mapped[date] = mapped_column(Day)
    __table_args__ = (
        CheckConstraint("quantity <> 0", name="quantity_not_zero"),
        CheckConstraint("shelf <> ''", name="shelf_named"),
        Index("ix_shelf_moves_product_id_warehouse_id_id", "product_id", "warehouse_id", "id"),
    )


class PickedShelfRow(Base):
    """From which shelf so much of an order's line was picked (thousandths); gone when the line leaves."""

    __tablename__ = "picked_shelves"
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), primary_key=True)
    shelf: Mapped[str] = mapped_column(String(40), primary_key=True)
    quantity: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)


class ReservationRow(Base, Keyed):
    """Stock promised to an order's line until `expires_at` (law 12)."""

    __tablename__ = "reservations"
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    quantity: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[ReservationState] = mapped_column(word(ReservationState))
    made_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        Index("ix_reservations_product_id_warehouse_id_state", "product_id", "warehouse_id", "state"),
        Index("ix_reservations_state_expires_at", "state", "expires_at"),
    )


class ProductCostRow(Base):
    """Weighted average as total value (minor units) and quantity (thousandths), so that costs add up to the grosz."""

    __tablename__ = "product_costs"
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"), primary_key=True)
    quantity: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    value: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class MoveCostRow(Base):
    """What a ledger line brought in (+) or took out (−), minor units; append-only. No row: cost unknown.

    `quantity` (signed thousandths): so much of the move has that cost; NULL all of it.
    """

    __tablename__ = "move_costs"
    move_id: Mapped[int] = mapped_column(ForeignKey("stock_moves.id"), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)
    quantity: Mapped[int | None] = mapped_column(BigInteger)


class CostChangeRow(Base, Keyed):
    """What a correction changed in the cost of a move that stands; append-only, units and signs as in `move_costs`."""

    __tablename__ = "cost_changes"
    move_id: Mapped[int] = mapped_column(ForeignKey("stock_moves.id"), index=True)
    document_line_id: Mapped[int] = mapped_column(ForeignKey("document_lines.id"), index=True)
    value: Mapped[int] = mapped_column(BigInteger)
    quantity: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    at: Mapped[datetime] = mapped_column(Instant)
    day: Mapped[date] = mapped_column(Day)


class CostLayerRow(Base, Keyed):
    """Under FIFO: what is left of a receipt, oldest first; `value` NULL where its cost is not known."""

    __tablename__ = "cost_layers"
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    quantity: Mapped[int] = mapped_column(BigInteger)
    value: Mapped[int | None] = mapped_column(BigInteger)
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        Index("ix_cost_layers_product_id_warehouse_id_id", "product_id", "warehouse_id", "id"),
    )
