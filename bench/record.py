"""What was measured, kept as data in measured.json: a row that is measured again takes the place of its older self."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.figures import Measured

FILE = Path(__file__).resolve().parent / "measured.json"


@dataclass(slots=True)
class Record:
    """`rows` by what and where; `parts` says how many seconds each part of the last measuring of it took."""

    machine: str = ""
    rows: dict[tuple[str, str], Measured] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)

    def learn(self, measured: Iterable[Measured]) -> None:
        self.rows |= {(one.what, one.database): one for one in measured}


def kept(file: Path = FILE) -> Record:
    if not file.exists():
        return Record()
    told = json.loads(file.read_text(encoding="utf-8"))
    rows = [Measured(**row) for row in told["rows"]]
    return Record(told["machine"], {(row.what, row.database): row for row in rows}, told["parts"])


def keep(record: Record, file: Path = FILE) -> None:
    told = {"machine": record.machine, "parts": record.parts, "rows": [asdict(row) for row in record.rows.values()]}
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
