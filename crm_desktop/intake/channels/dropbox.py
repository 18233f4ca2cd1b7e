"""The company's own drop box (resources/dropbox): what was left there is stored here first and deleted there last."""

import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from crm_desktop.errors import InvalidValue
from crm_desktop.intake.channels.asking import Answer, ask, secret_of
from crm_desktop.intake.records import Received
from crm_desktop.intake.sources import Fetched, Looked, Source, store_fetched, text_of
from crm_desktop.places import resource
from crm_desktop.settings import Settings
from crm_desktop.words import say
from crm_desktop.work import SYSTEM, execute
from db.session import Database
from db.vocabulary import SourceKind

BATCH = 20
BATCH_BYTES = 32 * 1024 * 1024
MOST_BATCHES = 500
EVERY_SECONDS = 30.0


class Refused(OSError):
    """The drop box does not know us, or its answer is not its own."""


@dataclass(frozen=True, slots=True)
class Tested:
    """A drop box that answers by its key: how many wait there."""

    waiting: int


def new_key() -> str:
    return secrets.token_hex(32)


def script(settings: Settings, key: str, *, thanks: str = "", folder: str = "") -> str:
    """The one PHP file with its key, ready to be copied. Raises InvalidValue."""
    for field, value in (("thanks", thanks), ("folder", folder)):
        if any(char in value for char in "'\\\r\n"):
            raise InvalidValue(field=field, value=value, rule="text")
    from markupsafe import escape

    told = {
        "KEY": key,
        "FOLDER": folder,
        "THANKS": thanks,
        "LANGUAGE": settings.language,
        "TITLE": str(escape(say("intake.thanks_title", settings.language))),
        "TEXT": str(escape(say("intake.thanks", settings.language))),
    }
    text = resource("dropbox", "skrzynka.php").read_text(encoding="utf-8")
    for name, value in told.items():
        text = text.replace(f"@@{name}@@", value)
    return text


class DropBox:
    """One drop box; `address`: {"url": …}, its key in the keyring under the source's name."""

    def __init__(self, database: Database, source: Source) -> None:
        self._database = database
        self._source = source
        self._url = text_of(source.address, "url")
        self._key = secret_of(source.name)
        self._ahead = 0.0

    def look(self) -> Looked:
        """Fetches, stores, and only then lets the drop box delete. Raises OSError, InvalidValue."""
        stored = duplicates = 0
        for _ in range(MOST_BATCHES):
            names = self._waiting()
            if not names:
                break
            batch = self._fetched(names)
            receipts = execute(
                self._database, store_fetched, Fetched(self._source.source_id, {}, tuple(batch.values())), actor=SYSTEM
            )
            duplicates += sum(receipt.duplicate for receipt in receipts)
            stored += sum(not receipt.duplicate for receipt in receipts)
            self._wish({"do": "done", "names": list(batch)})
        else:
            raise OSError("the drop box does not let go of what was fetched")
        if not stored and not duplicates:
            execute(self._database, store_fetched, Fetched(self._source.source_id, {}), actor=SYSTEM)
        return Looked(self._source.name, SourceKind.DROPBOX, stored, duplicates)

    def wait(self, stopped: threading.Event, seconds: float) -> None:
        stopped.wait(min(seconds, EVERY_SECONDS))

    def close(self) -> None:
        """Nothing is kept open between two wishes."""

    def test(self) -> Tested:
        """Whether it answers by its key. Raises OSError, InvalidValue."""
        return Tested(len(self._waiting()))

    def _waiting(self) -> list[str]:
        told = json.loads(self._wish({"do": "list"})).get("waiting", [])
        return [str(name) for name in told][:BATCH]

    def _fetched(self, names: Sequence[str]) -> dict[str, Received]:
        """Whole submissions by their names, no more bytes at once than a batch may hold."""
        batch: dict[str, Received] = {}
        size = 0
        for name in names:
            content = self._wish({"do": "fetch", "name": name})
            batch[name] = _received(name, content)
            size += len(content)
            if size > BATCH_BYTES:
                break
        return batch

    def _wish(self, wish: dict[str, Any]) -> bytes:
        """The answer, proven to be the drop box's own and whole. A clock that goes wrong there is reckoned with."""
        nonce, answer = self._asked(wish)
        theirs = answer.headers.get("x-skrzynka-time", "")
        if answer.status == 401 and theirs.isdigit():
            self._ahead = int(theirs) - time.time()
            nonce, answer = self._asked(wish)
        if answer.status != 200:
            raise Refused(f"{self._url}: {answer.status} {answer.body[:80].decode('utf-8', 'replace')}")
        proof = hmac.new(self._key.encode(), nonce.encode() + b":" + answer.body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(proof, answer.headers.get("x-skrzynka-hash", "")):
            raise Refused(f"{self._url}: the answer is not whole, or not the drop box's own")
        return answer.body

    def _asked(self, wish: dict[str, Any]) -> tuple[str, Answer]:
        if not self._key:
            raise InvalidValue(field="key", value="", rule="required")
        body, nonce, stamp = json.dumps(wish).encode(), secrets.token_hex(16), str(int(time.time() + self._ahead))
        signature = hmac.new(self._key.encode(), f"{stamp}:{nonce}:".encode() + body, hashlib.sha256).hexdigest()
        headers = {"X-Skrzynka": f"{stamp}:{nonce}:{signature}", "Content-Type": "application/json"}
        return nonce, ask(self._url, body, headers)


def _received(name: str, content: bytes) -> Received:
    """As the script wrote it: a line of JSON, then the body. Raises Refused."""
    head, _, raw = content.partition(b"\n")
    try:
        told = json.loads(head)
        at = datetime.fromtimestamp(int(told["at"]), UTC)
        form, kind, headers = str(told["form"]), str(told["content_type"]), dict(told["headers"] or {})
    except (ValueError, KeyError, TypeError, OverflowError, OSError) as fault:
        raise Refused(f"{name}: not written by the drop box") from fault
    return Received(
        source=form[:80],
        raw=raw,
        content_type=kind,
        headers={str(key): str(value) for key, value in headers.items()},
        remote=str(told.get("remote", "")),
        idempotency=f"dropbox {name}",
        at=at,
    )
