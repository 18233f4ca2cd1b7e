"""Asks a web server of the company's for what it holds: over TLS, within limits, with the secret of the source."""

import base64
import os
import re
import ssl
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from crm_desktop.errors import InvalidValue
from crm_desktop.places import keep_password, kept_password

SECONDS = 30.0
LARGEST = 64 * 1024 * 1024
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    """Names in lower case."""


class _Stay(HTTPRedirectHandler):
    """A secret is never carried to where a redirect points."""

    def redirect_request(self, *_: object) -> None:
        return None


def ask(
    url: str, body: bytes | None = None, headers: dict[str, str] | None = None, *, seconds: float = SECONDS
) -> Answer:
    """Its answer, whatever the status. Raises InvalidValue for an address that is not HTTPS (this very machine may be
    plain), OSError where nobody answers, not wholly, or too much."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise InvalidValue(field="url", value=url, rule="https")
    opener = build_opener(_Stay(), HTTPSHandler(context=ssl.create_default_context()), ProxyHandler())
    request = Request(url, data=body, headers={"User-Agent": "crm-desktop", **(headers or {})})
    try:
        with opener.open(request, timeout=seconds) as answer:
            return Answer(answer.status, _read(answer), _lower(answer.headers))
    except HTTPError as fault:
        with fault:
            return Answer(fault.code, _read(fault), _lower(fault.headers))
    except HTTPException as fault:
        raise OSError(f"{parts.hostname}: {type(fault).__name__} {fault}") from fault


def _read(answer: object) -> bytes:
    body: bytes = answer.read(LARGEST + 1)  # type: ignore[attr-defined]  # an answer, or a fault that is one
    if len(body) > LARGEST:
        raise OSError("the answer is too large")
    return body


def _lower(headers: object) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}  # type: ignore[attr-defined]  # http's own


def basic(login: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{login}:{password}".encode()).decode()}


def secret_variable(name: str) -> str:
    """CRM_SECRET_<NAME>, where a service finds the secret of a source."""
    return "CRM_SECRET_" + re.sub(r"[^A-Za-z0-9]", "_", name).upper()


def secret_of(name: str) -> str:
    """Of a source: from CRM_SECRET_<NAME> (services), else from the system's keyring; "" where neither has it."""
    return os.environ.get(secret_variable(name)) or kept_password(f"source {name}") or ""


def keep_secret(name: str, secret: str) -> bool:
    """Into the system's keyring; False where there is none to use."""
    return keep_password(f"source {name}", secret)
