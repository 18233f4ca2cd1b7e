"""A print system of the tests' own: cupsd on a free port with a raw queue, and an IPP printer that keeps its jobs."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CUPSD = shutil.which("cupsd", path="/usr/sbin:/usr/local/sbin") or "cupsd"
IPP_PRINTER = shutil.which("ippeveprinter", path="/usr/sbin:/usr/bin:/usr/local/bin") or "ippeveprinter"
SECONDS = 20.0
CONF = """Listen 127.0.0.1:{port}
Browsing Off
BrowseLocalProtocols none
DefaultAuthType None
WebInterface No
LogLevel warn
JobRetryInterval 1
MaxLogSize 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
FILES = """ServerRoot {folder}/etc
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/tmp
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
SystemGroup root
User lp
Group lp
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


class PrintSystem:
    """`server` is what `lp -h` is told; `close` ends all that it started."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="crm-cups-"))
        self._bus_address = ""
        self.port = free_port()
        self.server = f"127.0.0.1:{self.port}"
        for name in ("etc", "spool", "spool/tmp", "cache", "state", "tmp", "ipp"):
            (self.folder / name).mkdir(mode=0o777, parents=True)
        self.folder.chmod(0o755)
        for name in ("spool", "spool/tmp", "cache", "state", "tmp"):
            shutil.chown(self.folder / name, "lp", "lp")
        conf, files = self.folder / "etc" / "cupsd.conf", self.folder / "etc" / "cups-files.conf"
        conf.write_text(CONF.format(port=self.port))
        files.write_text(FILES.format(folder=self.folder))
        self._running = [self._start([CUPSD, "-f", "-c", str(conf), "-s", str(files)])]
        self._wait_for(self.port)

    def _start(self, command: list[str], **environment: str) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{Path(command[0]).name}.out").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, env=os.environ | environment)

    def _bus(self) -> str:
        """The IPP printer wants to tell its network of itself, and ends where there is no message bus to do so."""
        if not self._bus_address:
            path = self.folder / "bus"
            self._bus_address = f"unix:path={path}"
            self._running.append(
                self._start(["dbus-daemon", "--session", "--nofork", f"--address={self._bus_address}"])
            )
            self._wait_until(path.exists, "a message bus")
        return self._bus_address

    def _wait_until(self, there: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + SECONDS
        while not there():
            if time.monotonic() > end:
                logs = "".join(f.read_text(errors="replace")[-2000:] for f in self.folder.glob("*.*") if f.is_file())
                raise RuntimeError(f"{what} did not come up: {logs}")
            time.sleep(0.05)

    def _wait_for(self, port: int) -> None:
        def listens() -> bool:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                return False
            return True

        self._wait_until(listens, f"port {port}")

    def raw_queue(self, name: str, port: int) -> None:
        """A queue that passes bytes to a printer on TCP 9100 as they are."""
        self._admin("-p", name, "-E", "-v", f"socket://127.0.0.1:{port}", "-m", "raw")

    def ipp_queue(self, name: str) -> Path:
        """A queue for PDFs to an IPP printer; answers the folder in which that keeps each job."""
        port, kept = free_port(), self.folder / "ipp" / name
        kept.mkdir(mode=0o777)
        kept.chmod(0o777)
        command = [IPP_PRINTER, "-p", str(port), "-n", "localhost", "-r", "off", "-d", str(kept), "-k"]
        types = "application/pdf,image/urf,image/pwg-raster"
        self._running.append(self._start([*command, "-f", types, name], DBUS_SYSTEM_BUS_ADDRESS=self._bus()))
        self._wait_for(port)
        self._admin("-p", name, "-E", "-v", f"ipp://localhost:{port}/ipp/print", "-m", "everywhere")
        return kept

    def _admin(self, *words: str) -> None:
        done = subprocess.run(["lpadmin", "-h", self.server, *words], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"lpadmin {' '.join(words)}: {done.stderr}")

    def disable(self, name: str) -> None:
        subprocess.run(["cupsdisable", "-h", self.server, name], check=True, capture_output=True)

    def enable(self, name: str) -> None:
        subprocess.run(["cupsenable", "-h", self.server, name], check=True, capture_output=True)

    def close(self) -> None:
        for process in reversed(self._running):
            process.terminate()
        for process in self._running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
