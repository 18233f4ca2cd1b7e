"""One table of what every sample becomes: none is lost, none crashes, and its bytes come back as they came."""

from collections import Counter
from pathlib import Path

import pytest

from crm_desktop.commands.intake import TYPES
from crm_desktop.intake.interpreting import interpret
from crm_desktop.intake.queries import raw_bytes
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from db.session import Database
from db.vocabulary import Channel
from tests.db.sample_outcomes import OUTCOMES

pytestmark = [pytest.mark.samples, pytest.mark.slow]
OTHERS = ("sales", "jpk")
"""What `import` reads, and a schema."""
PAPERS = ("README.md", "SOURCES.md", "LICENSE", "LICENSE.txt")


def files(samples: Path) -> list[Path]:
    found = [file for file in sorted(samples.rglob("*")) if file.is_file() and file.name not in PAPERS]
    return [file for file in found if file.relative_to(samples).parts[0] not in OTHERS]


def became(database: Database, samples: Path, file: Path) -> str:
    raw, name = file.read_bytes(), file.relative_to(samples).parts[0]
    sent = Received(name, raw, TYPES.get(file.suffix.lower(), ""), channel=Channel.FILE, quiet=True)
    receipt = receive(database, sent)
    read = interpret(database, receipt.submission_id)
    with database.read() as session:
        assert raw_bytes(session, receipt.submission_id) == raw
    if receipt.duplicate:
        return "duplicate"
    counted = Counter(record.outcome.value for record in read.records)
    if counted.total() == 1:
        return read.outcome.value
    return " ".join(word if count == 1 else f"{word}×{count}" for word, count in counted.items())


def test_that_every_sample_becomes_what_the_table_says(database: Database, samples: Path) -> None:
    found = {str(file.relative_to(samples)): became(database, samples, file) for file in files(samples)}
    assert found == OUTCOMES
