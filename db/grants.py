"""Roles and grants of an office server (`db init-server`): what db/rights.py declares, put into PostgreSQL.

Every seat signs in with a role of its own, member of one group (`crm_clerk` …). Tables belong to `crm_tables`, which
no one signs in as, so that no seat can drop a guard. `crm_keeper` makes seats, through one function that only
`crm_admin` may call; it knows verifiers, never passwords.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from db import row_rights
from db.rights import ROLES, declared
from db.vocabulary import Role

MOVERS = (Role.CLERK, Role.WAREHOUSE, Role.OWNER, Role.ADMIN)
"""Who issues and receives goods, and so has them valued (db/valuing.py)."""

TABLES_OWNER, KEEPER, GONE = "crm_tables", "crm_keeper", "crm_gone"
"""`crm_gone` may do nothing: who is no longer active is moved there at once, whatever window is still open."""
AT_THE_SERVER = "*"
"""Stands for a password that PostgreSQL keeps: everybody reads the table of employees, and nobody shall read a hash."""
_HASHES = f"password_hash <> '{AT_THE_SERVER}'"
VERBS = {"r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE"} | {
    "i": "SELECT (id)",
    "k": "SELECT (id, dedupe_key, received_at)",
    "l": "SELECT (draft_line_id)",
    "m": "SELECT (id, opportunity_id, order_id, recipient, subject, message_id, state, queued_at, queued_by, fault)",
    "q": "SELECT (id, number, opportunity_id, customer_id, subject, received_at, due_at, follow_up_on, open)",
    "o": "UPDATE (customer_id)",
    "s": "UPDATE (status, status_at)",
    "h": "UPDATE (status, version, warehouse_id, net, vat)",
}

_SEAT = f"""
CREATE OR REPLACE FUNCTION crm_seat(seat text, role_name text, verifier text, active boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE held text; wanted text := CASE WHEN active THEN 'crm_' || role_name ELSE '{GONE}' END;
BEGIN
  IF role_name NOT IN ({", ".join(f"'{role}'" for role in ROLES)}) THEN
    RAISE EXCEPTION 'no such role: %', role_name USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF seat ~ '^(crm_|pg_)' OR seat = '' THEN
    RAISE EXCEPTION 'no name for a seat: %', seat USING ERRCODE = 'reserved_name';
  END IF;
  IF verifier IS NOT NULL AND verifier !~ '^SCRAM-SHA-256[$]' THEN
    RAISE EXCEPTION 'a verifier is wanted, not a password' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = seat) THEN
    EXECUTE format('CREATE ROLE %I NOLOGIN INHERIT', seat);
  ELSIF EXISTS (SELECT FROM pg_roles WHERE rolname = seat AND (rolsuper OR rolcreaterole))
     OR NOT EXISTS (SELECT FROM pg_auth_members m
                    JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles s ON s.oid = m.member
                    WHERE s.rolname = seat AND g.rolname LIKE 'crm\\_%') THEN
    RAISE EXCEPTION 'a role of another program: %', seat USING ERRCODE = 'duplicate_object';
  END IF;
  FOR held IN SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
              JOIN pg_roles s ON s.oid = m.member WHERE s.rolname = seat AND g.rolname <> wanted LOOP
    EXECUTE format('REVOKE %I FROM %I', held, seat);
  END LOOP;
  EXECUTE format('GRANT %I TO %I', wanted, seat);
  IF verifier IS NOT NULL THEN
    EXECUTE format('ALTER ROLE %I PASSWORD %L', seat, verifier);
  END IF;
  EXECUTE format('ALTER ROLE %I %s', seat, CASE WHEN active THEN 'LOGIN' ELSE 'NOLOGIN' END);
END $$
"""


def group(role: Role) -> str:
    return f"crm_{role.value}"


def is_office_server(connection: Connection) -> bool:
    """Whether `db init-server` was here: the tables belong to their owner and not to who migrates."""
    if connection.dialect.name != "postgresql":
        return False
    owner = connection.execute(
        text("SELECT tableowner FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'alembic_version'")
    ).scalar()
    return owner == TABLES_OWNER


def _make_roles(connection: Connection) -> None:
    """The groups, the owner of the tables and the keeper of seats, where they are not there yet."""
    there = set(connection.execute(text("SELECT rolname FROM pg_roles")).scalars())
    groups = (*map(group, ROLES), GONE)
    for name in (TABLES_OWNER, *groups):
        if name not in there:
            connection.exec_driver_sql(f"CREATE ROLE {name} NOLOGIN")
    if KEEPER not in there:
        connection.exec_driver_sql(f"CREATE ROLE {KEEPER} NOLOGIN CREATEROLE")
    for name in groups:
        connection.exec_driver_sql(f"GRANT {name} TO {KEEPER} WITH ADMIN OPTION")


def install(connection: Connection) -> None:
    """Roles, owner and rights exactly as declared, whatever they were; idempotent, in the caller's transaction."""
    _make_roles(connection)
    database = connection.execute(text("SELECT quote_ident(current_database())")).scalar_one()
    schema = connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one()
    groups = ", ".join(map(group, ROLES))
    connection.exec_driver_sql(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
    connection.exec_driver_sql(f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {groups}")
    connection.exec_driver_sql(f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC")
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {groups}")
    for kind, name in _owned(connection):
        connection.exec_driver_sql(f"ALTER {kind} {name} OWNER TO {TABLES_OWNER}")
    for what in ("TABLES", "SEQUENCES"):
        connection.exec_driver_sql(f"REVOKE ALL ON ALL {what} IN SCHEMA {schema} FROM PUBLIC, {groups}")
    sequences = _sequences(connection)
    for table, rights in declared().items():
        for role, letters in rights.items():
            for letter in letters:
                connection.exec_driver_sql(f"GRANT {VERBS[letter]} ON {table} TO {group(role)}")
            if "a" in letters and table in sequences:
                connection.exec_driver_sql(f"GRANT USAGE ON SEQUENCE {sequences[table]} TO {group(role)}")
    row_rights.install(connection)
    connection.execute(text(f"UPDATE employees SET password_hash = '{AT_THE_SERVER}' WHERE {_HASHES}"))
    movers = ", ".join(group(role) for role in MOVERS)
    connection.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION crm_value_moves TO {movers}")
    connection.execute(text(_SEAT))
    connection.exec_driver_sql(f"GRANT CREATE, USAGE ON SCHEMA {schema} TO {KEEPER}")  # to own is to be let create
    connection.exec_driver_sql(f"ALTER FUNCTION crm_seat OWNER TO {KEEPER}")
    connection.exec_driver_sql(f"REVOKE CREATE ON SCHEMA {schema} FROM {KEEPER}")
    connection.exec_driver_sql("REVOKE ALL ON FUNCTION crm_seat FROM PUBLIC")
    connection.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION crm_seat TO {group(Role.ADMIN)}")


def _owned(connection: Connection) -> list[tuple[str, str]]:
    """(kind, name) of what is ours in the schema: no extension's, and no sequence that goes with its table."""
    relations = connection.execute(
        text(
            "SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,"
            " c.oid::regclass::text"
            " FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r','p','v','S')"
            " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e', 'a', 'i'))"
        )
    )
    functions = connection.execute(
        text(
            "SELECT 'FUNCTION', p.oid::regprocedure::text FROM pg_proc p"
            " WHERE p.pronamespace = current_schema()::regnamespace AND p.proname <> 'crm_seat'"
            " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
        )
    )
    return [(row[0], row[1]) for row in (*relations, *functions)]


def _sequences(connection: Connection) -> dict[str, str]:
    """Table -> the sequence that numbers its id."""
    rows = connection.execute(
        text(
            "SELECT t.relname, s.relname FROM pg_class s"
            " JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')"
            " JOIN pg_class t ON t.oid = d.refobjid"
            " WHERE s.relkind = 'S' AND s.relnamespace = current_schema()::regnamespace"
        )
    )
    return {row[0]: row[1] for row in rows}


def missing(connection: Connection) -> list[str]:
    """Where owner or rights differ from what is declared, a line each; nothing on a database of one owner."""
    if not is_office_server(connection):
        return []
    return [
        *_wrong_owners(connection),
        *_wrong_rights(connection),
        *_wrong_columns(connection),
        *row_rights.missing(connection),
        *_kept_hashes(connection),
    ]


def _wrong_owners(connection: Connection) -> Iterator[str]:
    rows = connection.execute(
        text("SELECT tablename, tableowner FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
    )
    for table, owner in rows:
        if owner != TABLES_OWNER:
            yield f"owner: {table} belongs to {owner}"
        if table not in declared():
            yield f"grant: nobody declared who may do what with {table}"


def _wrong_rights(connection: Connection) -> Iterator[str]:
    """From the catalogue, which tells every seat the same; information_schema hides what concerns other roles."""
    rows = connection.execute(
        text(
            "SELECT g.rolname, c.relname, x.privilege_type FROM pg_class c, aclexplode(c.relacl) x"
            " JOIN pg_roles g ON g.oid = x.grantee WHERE c.relnamespace = current_schema()::regnamespace"
            " AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND g.rolname LIKE 'crm\\_%' AND g.rolname <> :owner"
        ),
        {"owner": TABLES_OWNER},
    )
    there: dict[tuple[str, str], set[str]] = {}
    for grantee, table, verb in rows:
        there.setdefault((table, grantee), set()).add(verb)
    for table, rights in declared().items():
        for role, letters in rights.items():
            wanted = {VERBS[letter] for letter in letters if letter in "rawd"}
            found = there.get((table, group(role)), set())
            for verb in sorted(wanted ^ found):
                yield f"grant: {group(role)} {'lacks' if verb in wanted else 'must not have'} {verb} on {table}"


def _wrong_columns(connection: Connection) -> Iterator[str]:
    """Of tables that a role reads or changes in part: single columns, which no grant of the table shows."""
    rows = connection.execute(
        text(
            "SELECT g.rolname, c.relname, a.attname, x.privilege_type FROM pg_attribute a"
            " JOIN pg_class c ON c.oid = a.attrelid, aclexplode(a.attacl) x JOIN pg_roles g ON g.oid = x.grantee"
            " WHERE c.relnamespace = current_schema()::regnamespace AND g.rolname LIKE 'crm\\_%'"
        )
    )
    there = {tuple(row) for row in rows}
    wanted = {
        (group(role), table, column, VERBS[letter].partition(" ")[0])
        for table, rights in declared().items()
        for role, letters in rights.items()
        for letter in letters
        if letter not in "rawd"
        for column in VERBS[letter].partition("(")[2].rstrip(")").split(", ")
    }
    for grantee, table, column, verb in sorted(there ^ wanted):
        lacks = "lacks" if (grantee, table, column, verb) in wanted else "must not have"
        yield f"grant: {grantee} {lacks} {verb} ({column}) on {table}"


def _kept_hashes(connection: Connection) -> Iterator[str]:
    """Accounts of a file bring theirs along when it is copied onto the server."""
    for login in connection.execute(text(f"SELECT login FROM employees WHERE {_HASHES} ORDER BY 1")).scalars():
        yield f"secret: the hash of a password of {login} can be read by every seat"
