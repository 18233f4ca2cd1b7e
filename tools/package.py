"""Builds the one-folder program and proves it: `make package`, or `python -m tools.package --only-prove`.

It is started where a stranger would start it: from another folder, with an empty home, without the virtual environment
and without anything of the checkout; it says its commands, opens every tab, and does the main job (`tour`), whose
papers are left in out/package. Then it reads and writes a file of each kind, since each kind has a library of its own.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

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

    def answer(self, *words: str) -> Any:
        """What it answered as JSON."""
        return json.loads(self.says(*words, "--json"))

    def seconds(self, *words: str) -> float:
        began = time.perf_counter()
        self.says(*words)
        return time.perf_counter() - began


PERIOD = ("--from", "2000-01-01", "--to", "2100-12-31")
SHEET = "Kod;Nazwa;Cena netto;VAT;Kod kreskowy\nPROBA-1;Próba;12,50;23%;5901234123457\n"
LETTER = """From: Anna Próba <anna.proba@example.com>
To: biuro@example.com
Subject: Pytanie
Message-ID: <proba@example.com>
Content-Type: text/html; charset=utf-8

<p>Proszę o wycenę 20 szt. Telefon 600 700 800.</p>
"""


def read_and_write(stranger: Stranger, company: Path, folder: Path) -> None:
    """A file of each kind, with the company that the tour left; raises SystemExit where one cannot be."""
    stranger.environment |= {"CRM_DATABASE_URL": f"sqlite:///{company}"}
    order = stranger.answer("order", "list", "--status", "completed", "--limit", "1")["rows"][0]["number"]
    for kind in ("xlsx", "csv", "pdf", "png"):
        stranger.says("export", "report", "products", *PERIOD, "--out", str(folder / f"products.{kind}"))
    for language in ("zpl", "tspl", "escpos", "pdf", "png"):
        stranger.says("label", "render", order, "--as", language, "--out", str(folder / f"address.{language}"))
    stranger.says("document", "export", *PERIOD, "--out", str(folder / "goods.epp"))
    stranger.says("export", "list", "products", "--out", str(folder / "list.xlsx"))
    for name, text in {"goods.csv": SHEET, "letter.eml": LETTER}.items():
        (folder / name).write_text(text, encoding="utf-8")
    stranger.says("import", "products", str(folder / "goods.csv"))
    read = stranger.answer("intake", "read", str(folder / "letter.eml"), "--source", "biuro")
    if read["results"][0]["outcome"] != "inquiry":
        raise SystemExit(f"a letter became no inquiry: {read}")
    stranger.says("db", "backup", str(folder / "company.backup"))
    stranger.says("db", "verify")


def prove() -> dict[str, float]:
    """Megabytes and seconds; raises SystemExit where something is missing in the folder."""
    with tempfile.TemporaryDirectory(prefix="crm-stranger-") as folder:
        stranger = Stranger(Path(folder))
        stranger.says("--help")
        started = statistics.median(stranger.seconds("--help") for _ in range(STARTS))
        tabs = stranger.seconds("--self-test")
        papers = stranger.place / "tour"
        stranger.says("tour", "--out", str(papers))
        read_and_write(stranger, papers / "company.db", papers)
        shutil.rmtree(PAPERS, ignore_errors=True)
        shutil.copytree(papers, PAPERS)
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
