"""What all tables share: names of constraints, keys, and the sign of a versioned record."""

from sqlalchemy import BigInteger, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.types import BigId

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class Keyed:
    id: Mapped[int] = mapped_column(BigId, primary_key=True)


class Versioned:
    """Law 4: an edit carries the version it was made from."""

    version: Mapped[int] = mapped_column(BigInteger, default=1, server_default="1")
