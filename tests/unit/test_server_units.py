"""What systemd runs on an office server: commands that are there, no secret where others see it, and no right too many.

systemd itself is asked where it is installed; what it starts is tried by hand (docs/office-server.md)."""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.commands.dispatch import parsed
from crm_desktop.commands.table import find

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "resources" / "server"
SERVICES = ("crm-desktop.service", "crm-desktop-backup.service")
WHOLE, MOST_EXPOSED = 10, 2.5
analyze = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")


def told(name: str) -> dict[str, list[str]]:
    """Every value of each key, whatever its section."""
    found: dict[str, list[str]] = {}
    for line in (SERVER / name).read_text("utf-8").splitlines():
        key, separator, value = line.partition("=")
        if separator and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


def call_of(name: str) -> argparse.Namespace:
    program, file, *words = told(name)["ExecStart"][0].split()
    assert (program, file) == ("/opt/crm-desktop/.venv/bin/python", "app.py")
    entry, rest = find(words)
    assert entry is not None
    return parsed(entry, rest)


def test_that_each_calls_a_command_as_it_is() -> None:
    served, kept = (call_of(name) for name in SERVICES)
    assert (served.host, served.port) == ("127.0.0.1", 8765)
    assert served.accounts == Path("${CREDENTIALS_DIRECTORY}/accounts.toml")
    assert (kept.nightly, kept.file) == (True, Path("/var/lib/crm-desktop-backup"))
    assert told("crm-desktop-backup.timer")["OnCalendar"]
    assert all(told(name)["WorkingDirectory"] == ["/opt/crm-desktop"] for name in SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_that_no_secret_stands_where_others_see_it_and_nobody_is_root(name: str) -> None:
    """Passwords come by a file that systemd hands to the service's own user alone."""
    unit = told(name)
    assert unit["User"] != ["root"]
    assert "Environment" not in unit
    line = unit["ExecStart"][0].casefold()
    assert not any(word in line for word in ("password", "passwd", "secret", "token"))
    assert "@" not in line
    assert unit.get("LoadCredential", []) == (
        ["accounts.toml:/etc/crm-desktop-accounts.toml"] if name == "crm-desktop.service" else []
    )


def test_that_what_is_killed_comes_back_and_what_is_in_hand_is_ended_first() -> None:
    unit = told("crm-desktop.service")
    assert (unit["Restart"], unit["RestartSec"]) == (["always"], ["5"])
    assert int(unit["TimeoutStopSec"][0]) >= 30
    assert "KillSignal" not in unit  # SIGTERM, which serve-all waits for


@analyze
@pytest.mark.parametrize("name", [*SERVICES, "crm-desktop-backup.timer"])
def test_that_systemd_finds_nothing_amiss(name: str, tmp_path: Path) -> None:
    """With the paths of this machine, where nothing is installed in /opt."""
    for file in SERVER.iterdir():
        unit = file.read_text("utf-8").replace("/opt/crm-desktop/.venv/bin/python", sys.executable)
        (tmp_path / file.name).write_text(unit.replace("/opt/crm-desktop", str(ROOT)), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / name)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@analyze
@pytest.mark.parametrize("name", SERVICES)
def test_that_who_got_into_a_service_would_find_little(name: str) -> None:
    words = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(SERVER / name)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if "Overall exposure" not in done.stdout:
        pytest.skip("this systemd cannot look at a file")
    exposed = float(done.stdout.rsplit(":", 1)[1].split()[0])
    assert 0 < exposed <= MOST_EXPOSED < WHOLE
