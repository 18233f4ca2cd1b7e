"""A statement given to the driver itself, within what SQLAlchemy holds: its connection, its listeners, its errors."""

from typing import Any, NoReturn

from sqlalchemy import Connection


def run(connection: Connection, text: str, bound: Any = (), *, many: bool = False, planned_anew: bool = False) -> Any:
    """The driver's cursor, for the caller to close. Raises as the connection does."""
    cursor: Any = connection.connection.cursor()
    for told in connection.engine.dispatch.before_cursor_execute:
        told(connection, cursor, text, bound, None, many)
    try:
        if planned_anew and connection.dialect.name == "postgresql":
            cursor.execute(text, bound, prepare=False)
        else:
            (cursor.executemany if many else cursor.execute)(text, bound)
    except connection.dialect.loaded_dbapi.Error as fault:
        _tell(connection, fault, text, bound, cursor)
    return cursor


def _tell(connection: Connection, fault: Exception, text: str, bound: Any, cursor: Any) -> NoReturn:
    """The fault as SQLAlchemy tells it, which lets go of a connection that is lost, too."""
    connection._handle_dbapi_exception(fault, text, bound, cursor, None)  # nothing public does both
