"""Products, groups, barcodes, prices; costs stand in warehouse.py, apart."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from db.types import word
from db.vocabulary import VatRate


class ProductGroupRow(Base, Keyed):
    """A group, or with a parent a subgroup."""

    __tablename__ = "product_groups"
    name: Mapped[str] = mapped_column(String(120))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("product_groups.id"))
    __table_args__ = (UniqueConstraint("name", "parent_id"),)


class ProductRow(Base, Keyed, Versioned):
    """`net_price` in ten-thousandths; `whole_units` says that quantities have no fractions."""

    __tablename__ = "products"
    code: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(250), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("product_groups.id"), index=True)
    subgroup_id: Mapped[int | None] = mapped_column(ForeignKey("product_groups.id"))
    unit: Mapped[str] = mapped_column(String(20))
    whole_units: Mapped[bool] = mapped_column(default=True)
    net_price: Mapped[int] = mapped_column(BigInteger)
    vat_rate: Mapped[VatRate] = mapped_column(word(VatRate))
    weight_grams: Mapped[int] = mapped_column(default=0, server_default="0")
    tracks_lots: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (CheckConstraint("net_price >= 0", name="price_not_negative"),)


class ProductBarcodeRow(Base):
    """One product may have several codes, each for its own quantity (thousandths)."""

    __tablename__ = "product_barcodes"
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    quantity: Mapped[int] = mapped_column(BigInteger, default=1000, server_default="1000")


class ProductGroupPriceRow(Base, Keyed):
    """A price for a group of customers from a quantity on."""

    __tablename__ = "product_group_prices"
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    customer_group_id: Mapped[int] = mapped_column(ForeignKey("customer_groups.id"))
    from_quantity: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    net_price: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (UniqueConstraint("product_id", "customer_group_id", "from_quantity"),)
