"""A mailbox read by IMAP: each mail is stored with how far the folder is read, in one durable write.

Nothing is deleted, moved or marked as read unless the mailbox is told to. A folder that was numbered anew
(UIDVALIDITY) is read again from the day it was set up, and what is known by its bytes is stored once.
"""

import hashlib
import imaplib
import os
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from crm_desktop.errors import Away, InvalidValue, KnownError
from crm_desktop.intake.records import Received
from crm_desktop.intake.sources import Fetched, Looked, Source, source_state, store_fetched, text_of
from crm_desktop.places import keep_password, kept_password
from crm_desktop.work import SYSTEM, execute
from db.session import Database
from db.vocabulary import Channel, SourceKind

if TYPE_CHECKING:
    from imap_tools.mailbox import BaseMailBox

SECONDS = 30.0
BATCH = 20
LARGEST_MAIL = 40_000_000
LOOK_SECONDS = 60.0
POLL_SECONDS = 1.0
PASSWORD_VARIABLE = "CRM_IMAP_PASSWORD"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
PORTS = {"tls": 993, "starttls": 143, "none": 143}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
R = TypeVar("R")


class MailboxAway(Away):
    """The mail server at `host`, `port` does not answer, or the connection dropped; `reason` in the system's words."""

    code = "mailbox_away"


class MailboxRefused(KnownError):
    """The server answers and refuses `login` or the folder; `reason` in its own words."""

    code = "mailbox_refused"


@dataclass(frozen=True, slots=True)
class Account:
    """`after`: "leave", "seen", "delete" or "move:<folder>", once a mail is stored; `ca` a certificate to trust too."""

    host: str
    login: str
    port: int
    security: str = "tls"
    folder: str = "INBOX"
    since: str = ""
    after: str = "leave"
    ca: str = ""

    @property
    def key(self) -> str:
        """Under which the keyring knows its password."""
        return f"imap://{self.login}@{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class MailboxFound:
    """What a test of the connection saw: mails in the folder, and whether the server tells of new ones by itself."""

    mails: int
    tells: bool


def account_of(address: dict[str, Any]) -> Account:
    """Raises InvalidValue."""
    host, login, security = (text_of(address, key).strip() for key in ("host", "login", "security"))
    security = security or "tls"
    for field, value in (("host", host), ("login", login)):
        if not value:
            raise InvalidValue(field=field, value="", rule="required")
    if security not in PORTS:
        raise InvalidValue(field="security", value=security, rule="choice")
    if security == "none" and host not in LOOPBACK:
        raise InvalidValue(field="security", value=security, rule="loopback")
    after = text_of(address, "after", "leave") or "leave"
    if after not in ("leave", "seen", "delete") and not (after.startswith("move:") and after[5:].strip()):
        raise InvalidValue(field="after", value=after, rule="choice")
    port, since = text_of(address, "port") or str(PORTS[security]), text_of(address, "since")
    if not port.isdigit() or not 0 < int(port) < 65_536:
        raise InvalidValue(field="port", value=port, rule="choice")
    try:
        date.fromisoformat(since or "2000-01-01")
    except ValueError as fault:
        raise InvalidValue(field="since", value=since, rule="date") from fault
    folder = text_of(address, "folder") or "INBOX"
    return Account(host, login, int(port), security, folder, since, after, text_of(address, "ca"))


def password_of(account: Account) -> str:
    """From CRM_IMAP_PASSWORD (services), else from the system's keyring (workstations); "" where neither has it."""
    told = os.environ.get(PASSWORD_VARIABLE)
    return told if told is not None else kept_password(account.key) or ""


def keep(account: Account, password: str) -> bool:
    """Into the keyring; False where there is none to use."""
    return keep_password(account.key, password)


def try_mailbox(account: Account, password: str) -> MailboxFound:
    """Connects for real. Raises MailboxAway, MailboxRefused."""
    mailbox = _connected(account, password)
    try:
        mails = _told(account, lambda: mailbox.folder.status(account.folder)["MESSAGES"])
        return MailboxFound(mails, _tells(mailbox))
    finally:
        _leave(mailbox)


class Mailbox:
    """One folder of one account, connected on first use and again after a connection dropped."""

    def __init__(self, database: Database, source: Source) -> None:
        self._database = database
        self._source = source
        self._state: dict[str, Any] = {}
        self._account = account_of(source.address)
        self._mailbox: BaseMailBox | None = None
        self._next_uid = 0

    def look(self) -> Looked:
        stored = duplicates = 0
        try:
            for uids, submissions in self._batches():
                self._state["uid"] = int(uids[-1])
                fetched = Fetched(self._source.source_id, dict(self._state), tuple(submissions))
                receipts = execute(self._database, store_fetched, fetched, actor=SYSTEM)
                duplicates += sum(receipt.duplicate for receipt in receipts)
                stored += sum(not receipt.duplicate for receipt in receipts)
                self._put_away(uids)
            if not stored and not duplicates:
                fetched = Fetched(self._source.source_id, dict(self._state))
                execute(self._database, store_fetched, fetched, actor=SYSTEM)
        except (Away, KnownError):
            self.close()
            raise
        return Looked(self._source.name, SourceKind.MAILBOX, stored, duplicates)

    def wait(self, stopped: threading.Event, seconds: float) -> None:
        mailbox = self._open()
        if not _tells(mailbox):
            stopped.wait(min(seconds, LOOK_SECONDS))
            return
        end = time.monotonic() + seconds

        def idle() -> None:
            if mailbox.folder.status(self._account.folder)["UIDNEXT"] != self._next_uid:
                return
            with mailbox.idle as idling:
                if _told_already(mailbox):
                    return
                while not stopped.is_set() and time.monotonic() < end and not idling.poll(timeout=POLL_SECONDS):
                    pass

        try:
            _told(self._account, idle)
        except (Away, KnownError):
            self.close()
            raise

    def close(self) -> None:
        if self._mailbox is not None:
            _leave(self._mailbox)
            self._mailbox = None

    def _open(self) -> "BaseMailBox":
        if self._mailbox is None:
            with self._database.read() as session:
                self._state = source_state(session, self._source.source_id)
            self._mailbox = _connected(self._account, password_of(self._account))
            readonly = self._account.after == "leave"
            mailbox = self._mailbox
            _told(self._account, lambda: mailbox.folder.set(self._account.folder, readonly=readonly))
        return self._mailbox

    def _batches(self) -> Iterator[tuple[list[str], list[Received]]]:
        """UIDs not yet read, in their order, with what came under them."""
        mailbox = self._open()
        client = mailbox.client
        status = _told(self._account, lambda: mailbox.folder.status(self._account.folder))
        self._next_uid = status["UIDNEXT"]
        if status.get("UIDVALIDITY") != self._state.get("uidvalidity"):
            self._state = {"uidvalidity": status.get("UIDVALIDITY"), "uid": 0}
        last = int(self._state.get("uid", 0))
        since = f" SINCE {_imap_day(self._account.since)}" if self._account.since and not last else ""
        # from the last on, and it alone where there is nothing newer: `n:*` always names one
        found = _told(self._account, lambda: client.uid("SEARCH", f"UID {last + 1}:*{since}"))
        uids = sorted({int(one) for one in (found[1][0] or b"").split() if int(one) > last})
        for start in range(0, len(uids), BATCH):
            batch = [str(uid) for uid in uids[start : start + BATCH]]
            yield batch, [received for uid in batch for received in self._fetched(uid)]

    def _fetched(self, uid: str) -> list[Received]:
        """Nothing for a mail that is gone by now; of one too large to keep, its head."""
        client = self._open().client
        told = _told(self._account, lambda: client.uid("FETCH", uid, "(UID RFC822.SIZE)"))
        size = next((int(found[1]) for one in told[1] if (found := _SIZE.search(_head(one)))), 0)
        part = "BODY.PEEK[HEADER]" if size > LARGEST_MAIL else "BODY.PEEK[]"
        answer = _told(self._account, lambda: client.uid("FETCH", uid, f"(UID {part})"))
        raw = next((one[1] for one in answer[1] if isinstance(one, tuple) and _is_of(one[0], uid)), None)
        if raw is None:
            return []
        headers = {"folder": self._account.folder, "uid": uid, "uidvalidity": str(self._state["uidvalidity"])}
        if size > LARGEST_MAIL:
            headers["too-large"] = str(size)
        return [
            Received(
                source=self._source.name,
                raw=raw,
                content_type="message/rfc822",
                channel=Channel.MAIL,
                headers=headers,
                idempotency=f"mail {hashlib.sha256(raw).hexdigest()}",
            )
        ]

    def _put_away(self, uids: list[str]) -> None:
        """What the mailbox is told to do with mails that are stored; by default nothing at all."""
        mailbox, after = self._open(), self._account.after
        if after == "seen":
            _told(self._account, lambda: mailbox.flag(uids, "\\Seen", True))
        elif after == "delete":
            _told(self._account, lambda: mailbox.delete(uids))
        elif after.startswith("move:"):
            _told(self._account, lambda: mailbox.move(uids, after[5:].strip()))


def _head(one: object) -> bytes:
    part = one[0] if isinstance(one, tuple) else one
    return part if isinstance(part, bytes) else b""


def _is_of(head: bytes, uid: str) -> bool:
    """A server may tell of other mails in between."""
    found = _UID.search(head)
    return found is None or found[1] == uid.encode()


def _imap_day(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day:02}-{_MONTHS[found.month - 1]}-{found.year}"


def _tells(mailbox: "BaseMailBox") -> bool:
    return "IDLE" in mailbox.client.capabilities


def _told_already(mailbox: "BaseMailBox") -> bool:
    """Whether the server spoke in the same breath as it began to idle: that is in the buffer, where no poll sees it."""
    client = mailbox.client
    patience = client.sock.gettimeout()
    client.sock.settimeout(0)
    try:
        buffered: Any = getattr(client, "_file", None) or client.file  # its name since Python 3.14, and before
        return bool(buffered.peek(1))
    except OSError:
        return False
    finally:
        client.sock.settimeout(patience)


def _connected(account: Account, password: str) -> "BaseMailBox":
    """Signed in. Raises MailboxAway, MailboxRefused."""
    from imap_tools.mailbox import MailBox, MailBoxStartTls, MailBoxUnencrypted

    def reach() -> "BaseMailBox":
        match account.security:
            case "tls":
                return MailBox(account.host, account.port, timeout=SECONDS, ssl_context=_trust(account))
            case "starttls":
                return MailBoxStartTls(account.host, account.port, timeout=SECONDS, ssl_context=_trust(account))
            case _:
                return MailBoxUnencrypted(account.host, account.port, timeout=SECONDS)

    mailbox = _told(account, reach)
    ascii_only = account.login.isascii() and password.isascii()
    sign_in = mailbox.login if ascii_only else mailbox.login_utf8
    try:
        _told(account, lambda: sign_in(account.login, password, initial_folder=None))
    except BaseException:
        _leave(mailbox)
        raise
    return mailbox


def _trust(account: Account) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if account.ca:
        context.load_verify_locations(account.ca)
    return context


def _leave(mailbox: "BaseMailBox") -> None:
    try:
        mailbox.client.shutdown()
    except (OSError, imaplib.IMAP4.error):
        return


def _told(account: Account, ask: Callable[[], R]) -> R:
    """What the server answers. Raises MailboxAway where the way is broken, MailboxRefused where it says no."""
    from imap_tools.errors import ImapToolsError

    try:
        return ask()
    except (imaplib.IMAP4.abort, OSError, EOFError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
        raise MailboxAway(host=account.host, port=account.port, reason=reason) from fault
    except (imaplib.IMAP4.error, ImapToolsError, UnicodeError, ValueError) as fault:
        raise MailboxRefused(login=account.login, host=account.host, reason=_plain(fault)) from fault


def _plain(fault: Exception) -> str:
    """The server's own words, out of what two libraries wrap around them."""
    text = str(fault)
    inner = re.search(r"Data: \[b['\"](.*?)['\"]\]", text) or re.match(r"b['\"](.*)['\"]$", text)
    return (inner[1] if inner else text)[:300]
