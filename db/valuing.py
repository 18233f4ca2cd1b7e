"""What goods cost as they move, reckoned inside PostgreSQL (law 7): who issues goods need not read what they cost.

`crm_warehouse.ledger` writes the moves and calls `crm_value_moves`; the same rule stands in Python for SQLite
(crm_desktop/warehouse/costing.py), and a property test holds both equal. Costs are answered only to who may read them.
"""

from sqlalchemy import Connection, text

SHARE = """
CREATE OR REPLACE FUNCTION crm_share(amount bigint, part bigint, whole bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT least(9e18, greatest(-9e18,
  sign(amount) * div(2 * abs(amount)::numeric * part + whole, 2 * whole::numeric)))::bigint
$$
"""
"""Half away from zero, as money.py rounds; exact, whatever the length, up to more than any goods cost: a refusal at
some figure would tell who may not read costs what is there already, and so does none (crm_sum)."""

SUM = """
CREATE OR REPLACE FUNCTION crm_sum(one bigint, other bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT least(9e18, greatest(-9e18, one::numeric + other))::bigint
$$
"""

VALUE_MOVES = """
CREATE OR REPLACE FUNCTION crm_value_moves(ids bigint[], told bigint[], fifo boolean)
RETURNS TABLE (valued_id bigint, cost_quantity bigint, cost_value bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
  m record; layer record;
  told_by_source boolean; layered boolean; may_read boolean;
  side integer; source_quantity bigint; source_known bigint; source_value bigint;
  pieces bigint; before bigint; rest bigint; taken bigint; worth bigint; q bigint; v bigint;
BEGIN
  may_read := has_table_privilege(session_user, 'move_costs', 'SELECT');
  FOR n IN 1 .. coalesce(array_length(ids, 1), 0) LOOP
    SELECT s.*, w.kind = 'transit' AS on_the_way INTO STRICT m
      FROM stock_moves s JOIN warehouses w ON w.id = s.warehouse_id WHERE s.id = ids[n];
    IF EXISTS (SELECT FROM move_costs c WHERE c.move_id = m.id) THEN
      RAISE EXCEPTION 'move % is valued already', m.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    side := sign(m.quantity);
    pieces := abs(m.quantity);
    layered := fifo AND NOT m.on_the_way;
    q := 0;
    v := 0;
    SELECT s.quantity INTO source_quantity FROM stock_moves s WHERE s.id = m.source_move_id;
    told_by_source := coalesce(sign(source_quantity) <> side AND (side > 0 OR m.on_the_way), false);

    IF told_by_source THEN
      SELECT coalesce(abs(coalesce(c.quantity, source_quantity)), 0), coalesce(abs(c.value), 0)
        INTO source_known, source_value
        FROM (SELECT) one LEFT JOIN move_costs c ON c.move_id = m.source_move_id;
      IF NOT EXISTS (SELECT FROM move_costs c WHERE c.move_id = m.source_move_id) THEN
        source_known := 0;
      END IF;
      SELECT source_known - side * coalesce(sum(c.quantity), 0), source_value - side * coalesce(sum(c.value), 0)
        INTO source_known, source_value FROM cost_changes c WHERE c.move_id = m.source_move_id;
      SELECT coalesce(sum(abs(s.quantity)), 0) INTO before FROM stock_moves s
        WHERE s.source_move_id = m.source_move_id AND s.id < m.id AND sign(s.quantity) = side;
      q := crm_share(source_known, before + pieces, abs(source_quantity))
         - crm_share(source_known, before, abs(source_quantity));
      v := crm_share(source_value, before + pieces, abs(source_quantity))
         - crm_share(source_value, before, abs(source_quantity));
    ELSIF side > 0 AND told[n] = -1 THEN
      SELECT pieces, crm_share(c.value, pieces, c.quantity) INTO q, v FROM product_costs c
        WHERE c.product_id = m.product_id AND c.warehouse_id = m.warehouse_id AND c.quantity > 0;
      q := coalesce(q, 0);
      v := coalesce(v, 0);
    ELSIF side > 0 AND told[n] IS NOT NULL THEN
      q := pieces;
      v := told[n];
    ELSIF side < 0 AND layered THEN
      rest := pieces;
      FOR layer IN SELECT * FROM cost_layers l WHERE l.product_id = m.product_id AND l.warehouse_id = m.warehouse_id
                   ORDER BY l.id FOR UPDATE LOOP
        EXIT WHEN rest = 0;
        taken := least(rest, layer.quantity);
        worth := crm_share(layer.value, taken, layer.quantity);
        IF taken = layer.quantity THEN
          DELETE FROM cost_layers l WHERE l.id = layer.id;
        ELSE
          UPDATE cost_layers l SET quantity = l.quantity - taken, value = l.value - worth WHERE l.id = layer.id;
        END IF;
        IF layer.value IS NOT NULL THEN
          q := q + taken;
          v := crm_sum(v, worth);
        END IF;
        rest := rest - taken;
      END LOOP;
    ELSIF side < 0 THEN
      SELECT least(pieces, c.quantity), crm_share(c.value, least(pieces, c.quantity), c.quantity) INTO q, v
        FROM product_costs c
        WHERE c.product_id = m.product_id AND c.warehouse_id = m.warehouse_id AND c.quantity > 0 FOR UPDATE;
      q := coalesce(q, 0);
      v := coalesce(v, 0);
    END IF;

    IF side > 0 AND layered THEN
      INSERT INTO cost_layers (product_id, warehouse_id, quantity, value)
        SELECT m.product_id, m.warehouse_id, q, v WHERE q > 0;
      INSERT INTO cost_layers (product_id, warehouse_id, quantity, value)
        SELECT m.product_id, m.warehouse_id, pieces - q, NULL WHERE pieces > q;
    END IF;
    IF q <> 0 OR v <> 0 THEN
      INSERT INTO product_costs AS c (product_id, warehouse_id, quantity, value)
        VALUES (m.product_id, m.warehouse_id, side * q, side * v)
        ON CONFLICT (product_id, warehouse_id)
        DO UPDATE SET quantity = c.quantity + excluded.quantity, value = crm_sum(c.value, excluded.value);
      INSERT INTO move_costs (move_id, value, quantity)
        VALUES (m.id, side * v, CASE WHEN q = pieces THEN NULL ELSE side * q END);
    END IF;
    IF m.kind IN ('WZ', 'WZK') AND m.order_line_id IS NOT NULL AND (q <> 0 OR v <> 0) THEN
      INSERT INTO order_line_costs AS c (order_line_id, quantity, value)
        VALUES (m.order_line_id, -side * q, -side * v)
        ON CONFLICT (order_line_id)
        DO UPDATE SET quantity = c.quantity + excluded.quantity, value = crm_sum(c.value, excluded.value);
    END IF;
    IF may_read THEN
      valued_id := m.id;
      cost_quantity := q;
      cost_value := v;
      RETURN NEXT;
    END IF;
  END LOOP;
END $$
"""


def _functions(connection: Connection) -> dict[str, str]:
    """Names -> statements. The schema is named, so that no table of a seat's own stands in for ours."""
    schema = connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one()
    return {"crm_share": SHARE, "crm_sum": SUM, "crm_value_moves": VALUE_MOVES.replace("{schema}", schema)}


def install(connection: Connection) -> None:
    for statement in _functions(connection).values():
        connection.execute(text(statement))
    connection.exec_driver_sql("REVOKE ALL ON FUNCTION crm_value_moves FROM PUBLIC")


def missing(connection: Connection) -> list[str]:
    """Those that are not there or say something else than is declared."""
    rows = connection.execute(text("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'crm\\_%'"))
    there = {row[0]: row[1] for row in rows}
    return [
        f"{name}()"
        for name, statement in _functions(connection).items()
        if name not in there or f"$${there[name]}$$" not in statement
    ]
