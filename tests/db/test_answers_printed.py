"""What a command answers reaches whoever reads it, whatever the terminal speaks and however early they go."""

import os
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app.py"


def test_that_a_reader_that_has_had_enough_is_no_fault(sqlite_url: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, str(APP), "db", "verify", "--db", sqlite_url, "--json"]
    done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_that_an_answer_is_utf8_where_the_terminal_is_not(sqlite_url: str) -> None:
    words = [sys.executable, str(APP), "order", "show", "żółć", "--db", sqlite_url, "--json"]
    done = subprocess.run(words, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True)
    assert done.returncode == 3
    assert "żółć" in done.stdout.decode("utf-8")
    assert "żółć" in done.stderr.decode("utf-8")
