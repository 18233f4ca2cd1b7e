"""Who a post is from: an HMAC over its raw bytes with a secret that only the sender and we know, before anything else.

A form's options say {"signature": {"preset": "shopify", "secrets": ["new", "old"]}}, or in place of a preset any of
the fields of Scheme. Several secrets are a rotation: each is good until it is taken out.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

PING = re.compile(rb"webhook_id=\d{1,20}")
"""What WooCommerce sends, unsigned, when a webhook is made; it must be answered 200 and is nothing to keep."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a sender signs. `signed`: "body", or "timestamp.body" where the header says t=…,v1=…"""

    header: str = "x-signature"
    algorithm: str = "sha256"
    encoding: str = "hex"
    prefix: str = ""
    signed: str = "body"


PRESETS: dict[str, Scheme] = {
    "generic": Scheme(),
    "woocommerce": Scheme("x-wc-webhook-signature", encoding="base64"),
    "shopify": Scheme("x-shopify-hmac-sha256", encoding="base64"),
    "typeform": Scheme("typeform-signature", encoding="base64", prefix="sha256="),
    "tally": Scheme("tally-signature", encoding="base64"),
    "formspree": Scheme("formspree-signature", signed="timestamp.body"),
}
HEADERS = frozenset(scheme.header for scheme in PRESETS.values())


class Badly(Exception):
    """A form whose own signature setting cannot be read: it takes nothing until it is mended."""


def scheme_of(told: Mapping[str, Any]) -> Scheme:
    """The preset with what is told beside it. Raises Badly."""
    preset = PRESETS.get(str(told.get("preset", "generic")))
    own = {field.name: str(told[field.name]) for field in fields(Scheme) if field.name in told}
    if preset is None:
        raise Badly(str(told.get("preset")))
    scheme = replace(preset, **own)
    known = scheme.algorithm in ("sha1", "sha256", "sha512") and scheme.encoding in ("hex", "base64")
    if not known or scheme.signed not in ("body", "timestamp.body"):
        raise Badly(f"{scheme.algorithm} {scheme.encoding} {scheme.signed}")
    return scheme


def is_signed(raw: bytes, headers: Mapping[str, str], told: Mapping[str, Any]) -> bool:
    """Whether one of the secrets signed these very bytes; compared in constant time. Raises Badly."""
    scheme = scheme_of(told)
    given = headers.get(scheme.header.lower(), "").strip()
    secrets = [str(secret) for secret in told.get("secrets", []) if secret]
    text = raw
    if scheme.signed == "timestamp.body":
        parts = dict(part.split("=", 1) for part in given.split(",") if "=" in part)
        given, text = parts.get("v1", ""), f"{parts.get('t', '')}.".encode() + raw
    if not given or not given.startswith(scheme.prefix):
        return False
    told_bytes = given.removeprefix(scheme.prefix).encode("utf-8", errors="replace")
    wanted = [_signature(secret, text, scheme) for secret in secrets]
    return any([hmac.compare_digest(one, told_bytes) for one in wanted])  # noqa: C419 - all are compared, always


def _signature(secret: str, text: bytes, scheme: Scheme) -> bytes:
    digest = hmac.new(secret.encode(), text, getattr(hashlib, scheme.algorithm)).digest()
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
    if headers.get("x-wc-webhook-topic"):
        return f"woocommerce {headers['x-wc-webhook-topic']} {hashlib.sha256(raw).hexdigest()}"
    return ""
