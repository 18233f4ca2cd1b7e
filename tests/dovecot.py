"""A real IMAP server for tests: Dovecot from a folder of its own, on free loopback ports, plain and with TLS."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

LOGIN, PASSWORD = "biuro", "sekret"
_CONF = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
mail_location = maildir:{folder}/mail/%u
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 0
first_valid_gid = 0
auth_mechanisms = plain login
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
listen = 127.0.0.1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
{more}
"""


def program() -> str | None:
    return shutil.which("dovecot") or ("/usr/sbin/dovecot" if Path("/usr/sbin/dovecot").exists() else None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Dovecot:
    """Started by `start`; mails are put into a mailbox as a delivery does, by a rename into its folder `new`."""

    def __init__(self, binary: str, *, idle: bool = True) -> None:
        self._binary = binary
        self.folder = Path(tempfile.mkdtemp(prefix="crm-imap-"))
        self.port, self.tls_port = _free_port(), _free_port()
        self._person = pwd.getpwuid(os.geteuid()) if os.geteuid() else pwd.getpwnam("nobody")
        self._process: subprocess.Popen[bytes] | None = None
        self._sent = 0
        self._certificate()
        more = "" if idle else "protocol imap {\n  imap_capability = IMAP4rev1 UIDPLUS MOVE\n}"
        group = subprocess.run(["id", "-gn", self._person.pw_name], capture_output=True, text=True, check=True)
        conf = _CONF.format(
            folder=self.folder,
            user=self._person.pw_name,
            group=group.stdout.strip(),
            password=PASSWORD,
            port=self.port,
            tls_port=self.tls_port,
            more=more,
        )
        (self.folder / "dovecot.conf").write_text(conf)
        for inner in ("run", "mail"):
            (self.folder / inner).mkdir()
        for path in (self.folder, self.folder / "mail", self.folder / "run"):
            os.chown(path, self._person.pw_uid, self._person.pw_gid)
            path.chmod(0o755)
        self.start()

    @property
    def certificate(self) -> Path:
        return self.folder / "cert.pem"

    def _certificate(self) -> None:
        subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
        made += ["-keyout", str(self.folder / "key.pem"), "-out", str(self.certificate)]
        subprocess.run(made, check=True, capture_output=True)

    def start(self) -> None:
        """Answers when it returns."""
        command = [self._binary, "-F", "-c", str(self.folder / "dovecot.conf")]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        end = time.monotonic() + 20
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as probe:
                    if probe.recv(4) == b"* OK":
                        return
            except OSError:
                pass
            if self._process.poll() is not None or time.monotonic() > end:
                log = self.folder / "log"
                raise RuntimeError(f"dovecot: {log.read_text() if log.exists() else ''}")
            time.sleep(0.01)

    def stop(self) -> None:
        """Every connection is cut."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(10)
            self._process = None

    def end(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def home(self, login: str = LOGIN, folder: str = "") -> Path:
        return self.folder / "mail" / login / (f".{folder}" if folder else "")

    def deliver(self, raw: bytes, login: str = LOGIN) -> None:
        home = self.home(login)
        for inner in ("", "cur", "new", "tmp"):
            (home / inner).mkdir(exist_ok=True)
            os.chown(home / inner, self._person.pw_uid, self._person.pw_gid)
        self._sent += 1
        name = f"{time.time():.6f}.{self._sent}.test"
        (home / "tmp" / name).write_bytes(raw)
        os.chown(home / "tmp" / name, self._person.pw_uid, self._person.pw_gid)
        (home / "tmp" / name).rename(home / "new" / name)

    def kept(self, login: str = LOGIN, folder: str = "") -> list[str]:
        """Flags of every mail in a folder, "" for none."""
        home = self.home(login, folder)
        names = [file.name for inner in ("new", "cur") for file in (home / inner).glob("*")]
        return sorted(name.partition(":2,")[2] for name in names)

    def number_anew(self, login: str = LOGIN) -> None:
        """As after a move to another server: the index is lost, UIDVALIDITY is another."""
        for file in self.home(login).glob("dovecot*"):
            file.unlink()
        uids = self.home(login) / "dovecot-uidlist"
        uids.write_text("3 V1999999999 N1 G0123456789abcdef0123456789abcdef\n")
        os.chown(uids, self._person.pw_uid, self._person.pw_gid)
