"""The hidden token of a page of the ready form: when the page was made, signed, so that no one makes it older."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.system import SettingRow

KEY = "form_secret"
_TOKEN = re.compile(r"t1-([0-9a-f]{1,12})-([0-9a-f]{16})-([0-9a-f]{32})")


@dataclass(frozen=True, slots=True)
class Page:
    """`made_at` None where the token says nothing; `forged` where its signature is not ours."""

    made_at: datetime | None = None
    forged: bool = False


def secret_of_forms(session: Session) -> str:
    """ "" where there is none: then no token says anything."""
    return str(session.scalar(select(SettingRow.value).where(SettingRow.key == KEY)) or "")


def page_token(secret: str, now: datetime) -> str:
    told = f"t1-{int(now.timestamp() * 1000):x}-{secrets.token_hex(8)}"
    return f"{told}-{_signed(secret, told)}"


def read_token(secret: str, token: str) -> Page:
    """A token of another kind (a page of one's own may send any) says nothing."""
    found = _TOKEN.fullmatch(token.strip())
    if found is None or not secret:
        return Page()
    told = token.strip().rpartition("-")[0]
    if not hmac.compare_digest(_signed(secret, told), found[3]):
        return Page(forged=True)
    return Page(datetime.fromtimestamp(int(found[1], 16) / 1000, UTC))


def _signed(secret: str, told: str) -> str:
    return hmac.new(secret.encode(), told.encode(), hashlib.sha256).hexdigest()[:32]
