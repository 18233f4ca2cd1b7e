"""A window that is killed while one types (kill -9): the next one gives back what was typed, form by form."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.typing_seat import FORMS

ROOT = Path(__file__).resolve().parents[2]


def window(what: str, url: str, folder: Path) -> "subprocess.Popen[str]":
    own = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "tests.journeys.typing_seat", what, url, str(folder / "w.ini")]
    pipe = subprocess.PIPE
    return subprocess.Popen(words, cwd=ROOT, env={**os.environ, **own}, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_that_every_form_gives_back_what_was_typed_when_the_window_was_killed(sqlite_url: str, tmp_path: Path) -> None:
    typing = window("type", sqlite_url, tmp_path)
    assert typing.stdout
    before = typing.stdout.readline()
    typing.kill()
    _, errors = typing.communicate()
    assert before, errors
    after, errors = window("read", sqlite_url, tmp_path).communicate(timeout=200)
    assert after, errors
    wanted = {form.name: form.text for form in FORMS}
    assert not set(wanted.items()) & set(json.loads(before).items())
    assert json.loads(after) == wanted
