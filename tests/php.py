"""A real PHP, as the company's hosting runs it: its built-in server over a web root with the drop box in it."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

PHP = shutil.which("php")


class Hosting:
    """`kept` is where the drop box keeps what came, outside the web root."""

    def __init__(self, folder: Path, script: str) -> None:
        self.root, self.kept = folder / "www", folder / "kept"
        self.root.mkdir()
        (self.root / "skrzynka.php").write_text(script, encoding="utf-8")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/skrzynka.php"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        assert PHP is not None, "php-cli is needed: apt-get install php-cli"
        command = [PHP, "-d", "upload_max_filesize=4M", "-d", "post_max_size=5M", "-S", f"127.0.0.1:{self.port}"]
        self._process = subprocess.Popen([*command, "-t", str(self.root)], stderr=subprocess.DEVNULL)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.01)
            else:
                return
        raise AssertionError("php does not answer")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def waiting(self) -> list[str]:
        return sorted(file.name for file in (self.kept / "new").glob("*"))
