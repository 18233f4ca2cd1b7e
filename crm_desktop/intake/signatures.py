"""Who a post is from: an HMAC over its raw bytes with a secret that only the sender and we know, before anything else.

A form's options say {"signature": {"preset": "shopify", "secrets": ["new", "old"]}}, or in place of a preset any of
the fields of Scheme. Several secrets are a rotation: each is good until it is taken out, or until the moment beside it
({"secret": "old", "until": "2026-12-01T00:00:00+01:00"}).
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from crm_desktop import clock

PING = re.compile(rb"webhook_id=\d{1,20}")
"""What WooCommerce sends, unsigned, when a webhook is made; it must be answered 200 and is nothing to keep."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a sender signs. `signed`: "body", "timestamp.body" where the header says t=…,v1=…, or "id:secret:body",
    which is no HMAC but the bare digest of these three (Shoper). `window`: so many seconds a timestamp is good."""

    header: str = "x-signature"
    algorithm: str = "sha256"
    encoding: str = "hex"
    prefix: str = ""
    signed: str = "body"
    window: str = "300"


PRESETS: dict[str, Scheme] = {
    "generic": Scheme(),
    "woocommerce": Scheme("x-wc-webhook-signature", encoding="base64"),
    "shopify": Scheme("x-shopify-hmac-sha256", encoding="base64"),
    "typeform": Scheme("typeform-signature", encoding="base64", prefix="sha256="),
    "tally": Scheme("tally-signature", encoding="base64"),
    "formspree": Scheme("formspree-signature", signed="timestamp.body"),
    "shoper": Scheme("x-webhook-sha1", algorithm="sha1", signed="id:secret:body"),
}


class Badly(Exception):
    """A form whose own signature setting cannot be read: it takes nothing until it is mended."""


def scheme_of(told: Mapping[str, Any]) -> Scheme:
    """The preset with what is told beside it. Raises Badly."""
    preset = PRESETS.get(str(told.get("preset", "generic")))
    own = {field.name: str(told[field.name]) for field in fields(Scheme) if field.name in told}
    if preset is None:
        raise Badly(str(told.get("preset")))
    scheme = replace(preset, **own)
    known = scheme.algorithm in ("sha1", "sha256", "sha384", "sha512") and scheme.encoding in ("hex", "base64")
    if not known or scheme.signed not in ("body", "timestamp.body", "id:secret:body") or not scheme.window.isdigit():
        raise Badly(f"{scheme.algorithm} {scheme.encoding} {scheme.signed} {scheme.window}")
    return scheme


def is_signed(raw: bytes, headers: Mapping[str, str], told: Mapping[str, Any]) -> bool:
    """Whether one of the secrets signed these very bytes; compared in constant time. Raises Badly."""
    scheme = scheme_of(told)
    given = headers.get(scheme.header.lower(), "").strip()
    text, candidates = raw, [given]
    if scheme.signed == "timestamp.body":
        parts = [part.strip().split("=", 1) for part in given.split(",") if "=" in part]
        stamp = next((value for name, value in parts if name == "t"), "")
        candidates = [value for name, value in parts if name == "v1"]
        text = f"{stamp}.".encode() + raw
        if not _in_time(stamp, int(scheme.window)):
            return False
    elif scheme.signed == "id:secret:body":
        text = headers.get("x-webhook-id", "").strip().encode("latin-1", errors="replace")
    found = [one.removeprefix(scheme.prefix) for one in candidates if one and one.startswith(scheme.prefix)]
    given_bytes = [_comparable(one, scheme) for one in found]
    wanted = [_signature(secret, text, raw, scheme) for secret in _secrets(told)]
    return any([hmac.compare_digest(one, two) for one in wanted for two in given_bytes])  # noqa: C419 - all, always


def _comparable(given: str, scheme: Scheme) -> bytes:
    """Hex digits are told in either case."""
    return (given.lower() if scheme.encoding == "hex" else given).encode("utf-8", errors="replace")


def _secrets(told: Mapping[str, Any]) -> list[str]:
    """Those that are good now. None: nothing is taken."""
    held = told.get("secrets", [])
    held = held if isinstance(held, list) else [held]
    good = []
    for one in held:
        secret, until = (one.get("secret", ""), one.get("until", "")) if isinstance(one, dict) else (one, "")
        if secret and (not until or _is_ahead(str(until))):
            good.append(str(secret))
    return good


def _is_ahead(until: str) -> bool:
    try:
        moment = datetime.fromisoformat(until)
    except ValueError as fault:
        raise Badly(until) from fault
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > clock.now()


def _in_time(stamp: str, seconds: int) -> bool:
    """Seconds or milliseconds since 1970, not further from now than the window."""
    if not stamp.isascii() or not stamp.isdigit() or len(stamp) > 14:
        return False
    told = int(stamp) / (1000 if len(stamp) > 11 else 1)
    return abs(clock.now().timestamp() - told) <= seconds


def _signature(secret: str, text: bytes, raw: bytes, scheme: Scheme) -> bytes:
    if scheme.signed == "id:secret:body":
        digest = hashlib.new(scheme.algorithm, text + b":" + secret.encode() + b":" + raw).digest()
    else:
        digest = hmac.new(secret.encode(), text, scheme.algorithm).digest()
    return base64.b64encode(digest) if scheme.encoding == "base64" else digest.hex().encode()


def sending_id(raw: bytes, headers: Mapping[str, str]) -> str:
    """The sender's own id of this very sending, so that its repetition counts once for ever; "" where it has none.

    WooCommerce's delivery id is the webhook and the second, which two orders can share: there the topic and the bytes
    are the id.
    """
    if headers.get("idempotency-key"):
        return headers["idempotency-key"]
    if headers.get("x-shopify-webhook-id"):
        return f"shopify {headers['x-shopify-webhook-id']}"
    if headers.get("x-webhook-name") and headers.get("x-webhook-sha1"):
        return f"shoper {headers['x-webhook-name']} {hashlib.sha256(raw).hexdigest()}"
    if headers.get("x-wc-webhook-topic"):
        return f"woocommerce {headers['x-wc-webhook-topic']} {hashlib.sha256(raw).hexdigest()}"
    return ""
