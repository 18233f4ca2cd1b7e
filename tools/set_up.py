"""Makes a fresh machine ready, with the system's own Python and nothing else; says what it cannot do itself.

python3 tools/set_up.py window      a venv from the lock, the window's words, Qt's system libraries
python3 tools/set_up.py tests       the same, and the servers and tools that the tests start
"""

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
OLDEST = (3, 11)

LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "xkbcommon": "libxkbcommon0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "fontconfig": "libfontconfig1",
    "dbus-1": "libdbus-1-3",
    "glib-2.0": "libglib2.0-0",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-image": "libxcb-image0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
}
"""What Qt loads from the system on Linux, and the Debian package that brings it."""


def python_of(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(*words: str) -> None:
    """Raises SystemExit with what the command said."""
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")


def make_venv() -> None:
    """Only when the lock or the Python changed since the last time."""
    stamp = VENV / ".made-from"
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("setting up: a virtual environment from requirements.lock …", flush=True)
    if subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True, check=False).returncode:
        install(["python3-venv"])
    run(sys.executable, "-m", "venv", "--clear", str(VENV))
    pip = (str(python_of(VENV)), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    run(*pip, "--require-hashes", "-r", str(LOCK))
    stamp.write_text(wanted)


NODE_PACKAGES = ("zpl-renderer-js@3.4.0",)
"""What the tests ask of npm: a drawer of ZPL that is not our own."""


def install_node_packages() -> None:
    folder = VENV / "node"
    there = folder / "node_modules"
    if all((there / package.partition("@")[0]).is_dir() for package in NODE_PACKAGES):
        return
    folder.mkdir(exist_ok=True)
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--no-save")
    run("npm", "install", "--prefix", str(folder), *quiet, *NODE_PACKAGES)


def compile_words() -> None:
    run(str(python_of(VENV)), "-m", "tools.translations", "release")


def missing_libraries() -> list[str]:
    if not sys.platform.startswith("linux"):
        return []
    return [package for name, package in LIBRARIES.items() if ctypes.util.find_library(name) is None]


SERVERS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dovecot": "dovecot-imapd",
    "php": "php-cli",
    "cupsd": "cups",
    "lp": "cups-client",
    "ippeveprinter": "cups-ipp-utils",
    "zbarimg": "zbar-tools",
    "pdftotext": "poppler-utils",
    "dbus-daemon": "dbus-daemon",
    "node": "nodejs",
    "npm": "npm",
}
"""What the tests start or read with, by the command, and the Debian package that brings it."""


def missing_servers() -> list[str]:
    """What the tests start: a PostgreSQL server (not only its client), a browser, SERVERS."""
    wanted = []
    path = os.environ.get("PATH", "").split(os.pathsep)
    if not any(Path(folder, "initdb").exists() for folder in [*Path("/usr/lib/postgresql").glob("*/bin"), *path]):
        wanted.append("postgresql")
    if not (shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")):
        wanted.append("chromium")
    folders = os.pathsep.join([*path, "/usr/sbin"])
    linux = sys.platform == "linux"
    wanted += [package for tool, package in SERVERS.items() if linux and not shutil.which(tool, path=folders)]
    return wanted


def install(packages: list[str]) -> None:
    """By apt where it may; else says the one line to type."""
    if not packages:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    as_root = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    may = shutil.which("apt-get") and (not as_root or shutil.which("sudo"))
    if may:
        print(f"setting up: {line} …", flush=True)
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "capture_output": True, "text": True}
        subprocess.run([*as_root, "apt-get", "update"], check=False, **quiet)
        done = subprocess.run([*as_root, *line.split()], check=False, **quiet)
        if done.returncode == 0:
            return
        print(done.stderr[-2000:], file=sys.stderr)
    raise SystemExit(f"these are missing and cannot be installed from here; please type:\n    sudo {line}")


def main(words: list[str]) -> int:
    if words not in (["window"], ["tests"]):
        print(__doc__)
        return 2
    if sys.version_info < OLDEST:
        raise SystemExit(f"Python {'.'.join(map(str, OLDEST))} or newer is needed; this is {sys.version.split()[0]}")
    os.chdir(ROOT)
    make_venv()
    install([*missing_libraries(), *(missing_servers() if words == ["tests"] else [])])
    if words == ["tests"]:
        install_node_packages()
    compile_words()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
