"""Builds the one-folder program and proves it: `make package`, or `python -m tools.package --only-prove`.

It is started where a stranger would start it: from another folder, with an empty home, without the virtual environment
and without anything of the checkout; it says its commands, opens every tab, and does the main job (`tour`), whose
papers are left in out/package.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "dist" / "crm-desktop"
PAPERS = ROOT / "out" / "package"
STARTS, LONGEST = 5, 600


def program(folder: Path = BUILT) -> Path:
    return folder / ("crm-desktop.exe" if os.name == "nt" else "crm-desktop")


def build() -> None:
    """Raises SystemExit where PyInstaller cannot."""
    done = subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "pyinstaller.spec"],
        cwd=ROOT,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"PyInstaller ended with {done.returncode}")


def megabytes(folder: Path) -> float:
    """What it takes on disk, in 10^6 bytes; a link counts once."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6


class Stranger:
    """An empty home on a machine that knows nothing of the checkout."""

    def __init__(self, place: Path) -> None:
        self.place, self.program = place, program()
        kept = ("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE") if os.name == "nt" else ()
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        self.environment |= {"HOME": str(place), "PATH": os.defpath, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}

    def says(self, *words: str) -> str:
        """What it wrote; raises SystemExit with all of it where it did not end well."""
        done = subprocess.run(
            [str(self.program), *words],
            cwd=self.place,
            env=self.environment,
            capture_output=True,
            check=False,
            timeout=600,
        )
        told = done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
        if done.returncode:
            raise SystemExit(f"crm-desktop {' '.join(words)} ended with {done.returncode}:\n{told[-6000:]}")
        return told

    def seconds(self, *words: str) -> float:
        began = time.perf_counter()
        self.says(*words)
        return time.perf_counter() - began


def prove() -> dict[str, float]:
    """Megabytes and seconds; raises SystemExit where something is missing in the folder."""
    with tempfile.TemporaryDirectory(prefix="crm-stranger-") as folder:
        stranger = Stranger(Path(folder))
        stranger.says("--help")
        started = statistics.median(stranger.seconds("--help") for _ in range(STARTS))
        tabs = stranger.seconds("--self-test")
        stranger.says("tour", "--out", str(stranger.place / "tour"))
        shutil.rmtree(PAPERS, ignore_errors=True)
        shutil.copytree(stranger.place / "tour", PAPERS)
    return {"megabytes": megabytes(BUILT), "help_seconds": started, "self_test_seconds": tabs}


def main(words: list[str]) -> int:
    if words not in ([], ["--only-prove"]):
        print(__doc__)
        return 2
    if not words:
        build()
    found = prove()
    print(
        f"{BUILT}: {found['megabytes']:.0f} MB; --help after {found['help_seconds']:.2f} s, "
        f"a sample company made and every tab opened after {found['self_test_seconds']:.1f} s; "
        f"the tour's papers are in {PAPERS}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
