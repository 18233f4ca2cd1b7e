"""`intake poll`, `outbox run` and `print-station run`: until the system or a person tells them to end."""

import signal
import threading
import time
from typing import Any

import pytest

from tests.db.line import Line

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("intake", "poll"), {"stopped": True}),
        (("outbox", "run", "--station", "biuro"), {"stopped": True}),
        (("print-station", "run", "--station", "biuro"), {"station": "biuro", "stopped": True}),
    ],
)
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_that_what_runs_all_day_ends_well_when_it_is_told_to(
    line: Line, words: tuple[str, ...], answer: dict[str, Any], told: signal.Signals
) -> None:
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGTERM, signal.SIGINT)}

    def tell() -> None:
        end = time.monotonic() + 20
        while signal.getsignal(told) is signal.SIG_IGN and time.monotonic() < end:
            time.sleep(0.01)
        signal.pthread_kill(threading.get_ident(), told)  # as a system may give it to any thread

    teller = threading.Thread(target=tell)
    teller.start()
    try:
        assert line.does(*words) == answer
    finally:
        teller.join()
        for number, handler in before.items():
            signal.signal(number, handler)
