"""Seats of an office server: each a PostgreSQL role that signs in by itself, member of one group."""

from sqlalchemy import Connection, text

from db.grants import group
from db.rights import ROLES
from db.vocabulary import Role


def keep_seat(
    connection: Connection, login: str, role: Role, *, password: str | None = None, active: bool = True
) -> None:
    """Makes or changes the seat `login`; part of the caller's transaction. The password goes as a verifier."""
    verifier = None if password is None else _verifier(connection, login, password)
    connection.execute(
        text("SELECT crm_seat(:seat, :role, :verifier, :active)"),
        {"seat": login, "role": role.value, "verifier": verifier, "active": active},
    )


def _verifier(connection: Connection, login: str, password: str) -> str:
    """What PostgreSQL keeps instead of the password, made here, so that no log of the server ever holds it."""
    plain = connection.connection.driver_connection
    assert plain is not None
    made: bytes = plain.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return made.decode()


def seat_of(connection: Connection) -> tuple[str, Role] | None:
    """Who is signed in at the server itself, and as what; None where that is no seat (an owner of all, SQLite)."""
    if connection.dialect.name != "postgresql":
        return None
    rows = connection.execute(
        text(
            "SELECT g.rolname, s.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
            " JOIN pg_roles s ON s.oid = m.member WHERE s.rolname = session_user AND NOT s.rolsuper"
        )
    )
    groups = {group(role): role for role in ROLES}
    return next(((str(row[1]), groups[row[0]]) for row in rows if row[0] in groups), None)
