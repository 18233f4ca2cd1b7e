"""The texts of the snapshot's dimensions by codes: one list for all of them, "" has the code 0."""

from typing import Any

SIGNS = tuple(chr(code) for code in (*range(31, 13, -1), *range(12, 10, -1), *range(8, 0, -1)))
"""Signs that may stand between two words; which of them no word holds is seen by counting."""
TOGETHER = {
    "buyer_words": ("customer_group", "country", "region"),
    "goods_words": ("product_group", "product_subgroup"),
    "way_words": ("channel", "warehouse"),
}
"""What a line of history tells as one text."""


class Unparted(Exception):
    """A word holds the very sign that parts words."""


class Crowded(Exception):
    """There are more words than codes."""


def begin(memory: Any) -> None:
    """Makes `words` and, of those that come together, a table each."""
    memory.execute("CREATE TABLE words (told TEXT, code INTEGER)")
    memory.execute("INSERT INTO words VALUES ('', 0)")
    for table, names in TOGETHER.items():
        codes = ", ".join(f"{name} INTEGER" for name in names)
        memory.execute(f"CREATE TABLE {table} (told TEXT, {codes})")


def learn(memory: Any, texts: str, most: int) -> None:
    """Gives a code to each text of a select that has none. Raises Crowded where there are more than `most`."""
    memory.execute(
        f"INSERT INTO words SELECT told, (SELECT count(*) FROM words) + row_number() OVER () - 1 FROM ("
        f"SELECT DISTINCT told FROM ({texts}) AS texts(told) WHERE texts.told NOT IN (SELECT told FROM words))"
    )
    if memory.execute("SELECT count(*) FROM words").fetchall()[0][0] > most:
        raise Crowded


def learn_together(memory: Any, lines: str, sign: str, known: set[tuple[str, str]], most: int) -> None:
    """The words of the lines in the table `lines` that are not `known` yet, and are then. Raises Crowded; Unparted, and
    has learnt nothing then."""
    each = (f"SELECT DISTINCT '{table}', {table} FROM {lines} WHERE {table} IS NOT NULL" for table in TOGETHER)
    new = set(memory.execute(" UNION ALL ".join(each)).fetchall()) - known
    parted = [(table, text, text.split(sign)) for table, text in new]
    if any(len(parts) != len(TOGETHER[table]) for table, _, parts in parted):
        raise Unparted
    if not new:
        return
    every = sorted({word for _, _, parts in parted for word in parts})
    memory.execute("CREATE OR REPLACE TEMPORARY TABLE said AS SELECT unnest($1::TEXT[]) AS told", [every])
    learn(memory, "SELECT told FROM said", most)
    codes = dict(memory.execute("SELECT told, code FROM words").fetchall())
    for table in TOGETHER:
        rows = [(text, *(codes[word] for word in parts)) for of, text, parts in parted if of == table]
        if rows:
            columns = [list(column) for column in zip(*rows, strict=True)]
            told = ", ".join(f"unnest(${n}::{'TEXT' if n == 1 else 'INTEGER'}[])" for n, _ in enumerate(columns, 1))
            memory.execute(f"INSERT INTO {table} SELECT {told}", columns)
    known |= new


def told(memory: Any) -> list[str]:
    """The texts by their codes."""
    return [row[0] for row in memory.execute("SELECT told FROM words ORDER BY code").fetchall()]
