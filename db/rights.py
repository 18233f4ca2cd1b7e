"""What each role may do with each table of an office server: the one declaration that PostgreSQL enforces (law 7).

r read · a add · w change · d delete · i read the id alone (what a row was numbered, after adding it) · k read what
tells a thing that was handed in already · l read which draft's line it is of · m read whose a mail is and how far it
got, not what it says · q read that somebody asked and when, not in which words · o change whose it is alone · s change
how far it stands alone · h change how far an order is, from where it leaves and what it comes to, not for whom nor
whereto · - nothing.
Append-only tables (db/guards.py) have no `w` and no `d` for anybody. Costs, margins and salaries are in tables of
their own, which `warehouse` and the services cannot read; what leaves is valued by a function of the server. Which
rows of a table: db/row_rights.py.
"""

from db.vocabulary import Role

ROLES = (Role.CLERK, Role.WAREHOUSE, Role.OWNER, Role.ADMIN, Role.RECEIVER, Role.INTERPRETER, Role.STATION)

_TABLE = """
#                      clerk warehouse owner admin receiver interpreter station
alembic_version        r     r         r     r     r        r           r
settings               r     r         r     raw   r        r           r
role_permissions       r     r         r     r     r        r           r
commands               ra    ra        ra    ra    ra       ra          ra
changes                ra    ra        raw   raw   ia       ra          ra
leases                 raw   raw       raw   raw   raw      raw         raw
audit                  ia    ia        ra    ra    ia       ia          ia
audit_personal         a     a         rad   rad   a        a           a
employees              ra    r         ra    raw   r        r           r
assignment_turns       raw   r         raw   raw   -        raw         -
employee_salaries      -     -         r     raw   -        -           -

forms                  raw   -         raw   raw   r        raw         -
sources                r     -         r     raw   r        r           -
source_states          r     -         r     raw   raw      raw         -
submissions            raw   -         raw   raw   ka       raw         -
submission_queue       rawd  -         rawd  rawd  a        rawd        -
submission_files       ra    -         rad   rad   -        ra          -
submission_readings    rawd  -         rawd  rawd  -        rawd        -
past_readings          ra    -         ra    ra    -        ra          -
shop_states            raw   -         raw   raw   -        raw         -
mail_ids               rawd  -         rawd  rawd  -        rawd        -
files                  rad   ra        rad   rad   -        ra          r

customer_groups        ra    r         ra    raw   -        r           -
customers              raw   rs        raw   raw   -        raw         -
addresses              rawd  r         rawd  rawd  -        rawd        -
customer_keys          rawd  r         rawd  rawd  -        rawd        -
consents               raw   -         raw   raw   -        ra          -
timeline               raw   ra        raw   raw   -        ra          -
customer_merges        raw   -         raw   raw   -        r           -
customer_merge_moves   ra    -         ra    ra    -        r           -
customers_apart        ra    -         ra    ra    -        r           -
erasures               -     -         ra    ra    -        r           -
search_entries         rawd  raw       rawd  rawd  -        rawd        -
product_names          rawd  r         rawd  rawd  -        rawd        -
customer_names         rawd  r         rawd  rawd  -        rawd        -

product_groups         raw   r         raw   raw   -        ra          -
products               raw   r         raw   raw   -        ra          -
product_barcodes       rawd  r         rawd  rawd  -        ra          -
product_group_prices   rawd  r         rawd  rawd  -        r           -

opportunities          raw   rw        raw   raw   -        raw         -
inquiries              raw   q         raw   raw   -        raw         -
inquiry_products       ra    r         ra    ra    -        ra          -
offers                 raw   r         raw   raw   -        r           -
offer_lines            ra    r         ra    ra    -        r           -
orders                 raw   rh        raw   raw   -        raw         -
order_lines            rawd  raw       rawd  rawd  -        rawd        -
order_line_costs       ra    -         raw   raw   -        -           -
order_steps            ra    ra        ra    ra    -        ra          -
shipments              raw   raw       raw   raw   -        raw         -
order_files            rad   r         rad   rad   -        r           -
order_payments         ra    r         ra    ra    -        r           -

warehouses             r     r         r     raw   -        r           -
stock                  raw   raw       raw   raw   -        rw          -
stock_moves            ra    ra        ra    ra    -        -           -
lots                   r     ra        ra    ra    -        r           -
lot_stock              raw   raw       raw   raw   -        r           -
picked_lots            rawd  rawd      rawd  rawd  -        rd          -
shelf_stock            rawd  rawd      rawd  rawd  -        r           -
shelf_moves            ra    ra        ra    ra    -        -           -
picked_shelves         rawd  rawd      rawd  rawd  -        rd          -
reservations           rawd  rawd      rawd  rawd  -        rawd        -
product_costs          r     -         raw   raw   -        -           -
move_costs             r     -         ra    ra    -        -           -
cost_changes           r     -         ra    ra    -        -           -
cost_layers            r     -         rawd  rawd  -        -           -
document_drafts        r     rawd      rawd  rawd  -        -           -
draft_lines            r     rawd      rawd  rawd  -        -           -
draft_line_costs       -     adl       rad   rad   -        -           -
counts                 r     raw       raw   raw   -        -           -
count_entries          r     ra        ra    ra    -        -           -

number_series          r     r         r     raw   -        r           -
number_counters        raw   raw       raw   raw   -        raw         -
documents              ra    ra        ra    ra    -        r           -
document_lines         ra    ra        ra    ra    -        -           -
document_prints        ra    ra        ra    ra    -        -           r
document_references    ra    ra        ra    ra    -        r           -

printers               r     r         r     raw   -        r           rw
print_jobs             raw   raw       raw   raw   -        raw         rw
messages               raw   ma        raw   raw   -        raw         rw
message_files          ra    ai        rad   rad   -        ra          r
message_templates      r     r         r     rawd  -        r           r
courier_templates      r     r         r     rawd  -        -           -

campaigns              ra    -         raw   raw   -        r           -
expenses               rao   -         raw   raw   -        -           -
sales_targets          r     -         rawd  rawd  -        -           -
chart_views            rawd  r         rawd  rawd  -        -           -
imports                ra    ra        ra    ra    -        -           -
history_lines          raw   -         raw   raw   -        -           -
history_items          raw   -         raw   raw   -        -           -
"""


def declared() -> dict[str, dict[Role, str]]:
    """Table -> role -> letters; "" for nothing."""
    rows = [line.split() for line in _TABLE.splitlines() if line.strip() and not line.startswith("#")]
    return {row[0]: dict(zip(ROLES, ("" if letters == "-" else letters for letters in row[1:]), strict=True))
            for row in rows}  # fmt: skip
