"""What crosses from the outbox to others."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Security(StrEnum):
    """How the way to the mail server is guarded; `NONE` is for this very machine alone."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MailAccount:
    """Through which server the company's mail leaves; the password stands elsewhere (messages/smtp.py)."""

    host: str
    port: int
    security: Security
    login: str
    sender: str
    name: str


@dataclass(frozen=True, slots=True)
class MailFile:
    """What a message carries; `content_type` like "application/pdf"."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A queued message as it will be sent; `message_id` and `in_reply_to` with their angle brackets."""

    recipient: str
    subject: str
    body: str
    message_id: str
    in_reply_to: str
    queued_at: datetime
    files: tuple[MailFile, ...] = ()
    automatic: bool = False
