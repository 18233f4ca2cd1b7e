"""A signed door takes what its sender signed, byte for byte, and nothing else; the same sending counts once."""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable

import pytest

from tests.db.door import Door

SECRET, OLD = "nowy-sekret", "stary-sekret"
BODY = '{"name": "Jan Kowalski", "email": "jan@przyklad.pl", "message": "Proszę o cenę mąki"}'.encode()
JSON = "application/json"


def _digest(secret: str, text: bytes, algorithm: str = "sha256") -> bytes:
    return hmac.new(secret.encode(), text, algorithm).digest()


def _base64(header: str, prefix: str = "") -> Callable[[str, bytes], dict[str, str]]:
    return lambda secret, body: {header: prefix + base64.b64encode(_digest(secret, body)).decode()}


def _formspree(secret: str, body: bytes) -> dict[str, str]:
    return _stamped(secret, body, int(time.time()))


def _stamped(secret: str, body: bytes, stamp: int) -> dict[str, str]:
    return {"Formspree-Signature": f"t={stamp},v1={_digest(secret, f'{stamp}.'.encode() + body).hex()}"}


def _shoper(secret: str, body: bytes) -> dict[str, str]:
    """Shoper's own example: the bare SHA-1 of the webhook's id, the secret and the body."""
    digest = hashlib.sha1(b"12:" + secret.encode() + b":" + body).hexdigest()
    return {"X-Webhook-SHA1": digest, "X-Webhook-Id": "12"}


def _own(secret: str, body: bytes) -> dict[str, str]:
    return {"X-Hub": f"sha1={_digest(secret, body, 'sha1').hex()}"}


Sign = Callable[[str, bytes], dict[str, str]]
SENDERS: dict[str, tuple[dict[str, str], Sign]] = {
    "woocommerce": ({"preset": "woocommerce"}, _base64("X-WC-Webhook-Signature")),
    "shopify": ({"preset": "shopify"}, _base64("X-Shopify-Hmac-SHA256")),
    "typeform": ({"preset": "typeform"}, _base64("Typeform-Signature", "sha256=")),
    "tally": ({"preset": "tally"}, _base64("Tally-Signature")),
    "formspree": ({"preset": "formspree"}, _formspree),
    "shoper": ({"preset": "shoper"}, _shoper),
    "own": ({"header": "X-Hub", "algorithm": "sha1", "encoding": "hex", "prefix": "sha1="}, _own),
}


@pytest.mark.parametrize("sender", SENDERS)
def test_that_only_what_was_signed_is_stored(door: Door, sender: str) -> None:
    """Right, wrong, missing, a byte more, a byte changed, another secret; a rotated secret is good until it is out."""
    told, sign = SENDERS[sender]
    door.form("sklep", signature={**told, "secrets": [SECRET, OLD]})

    def status(body: bytes, headers: dict[str, str]) -> int:
        return door.post(body, JSON, key="sklep", **{k.replace("-", "_"): v for k, v in headers.items()}).status_code

    right = sign(SECRET, BODY)
    (name, value), *_ = right.items()
    assert status(BODY, sign(SECRET, BODY + b"!")) == 401
    refused = [
        status(BODY, {}),
        status(BODY, {name: ""}),
        status(BODY, {name: value[:-2] + "AA"}),
        status(BODY + b" ", right),
        status(BODY.replace(b"Jan", b"Ian"), right),
        status(BODY, sign("zgadywany", BODY)),
    ]
    assert (refused, door.count()) == ([401] * 6, 0)
    other = BODY.replace(b"Jan", b"Ola")
    assert [status(BODY, right), status(other, sign(OLD, other)), door.count()] == [200, 200, 2]


def test_that_a_door_without_a_signature_asks_for_none(door: Door) -> None:
    assert (door.post(BODY, JSON).status_code, door.count()) == (200, 1)


def test_that_a_setting_that_cannot_be_read_takes_nothing_and_asks_to_come_again(door: Door) -> None:
    door.form("sklep", signature={"preset": "nieznany", "secrets": [SECRET]})
    answer = door.post(BODY, JSON, key="sklep")
    assert (answer.status_code, answer.headers["retry-after"], door.count()) == (503, "10", 0)


def test_that_the_unsigned_ping_of_a_new_woocommerce_webhook_is_answered_and_not_kept(door: Door) -> None:
    door.form("sklep", signature={"preset": "woocommerce", "secrets": [SECRET]})
    assert [door.post(body, key="sklep").status_code for body in (b"webhook_id=12", b"webhook_id=12&x=1")] == [200, 401]
    assert door.count() == 0


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ({"X_Shopify_Webhook_Id": "a1"}, {"X_Shopify_Webhook_Id": "a1"}, 1),
        ({"X_Shopify_Webhook_Id": "a1"}, {"X_Shopify_Webhook_Id": "a2"}, 2),
        ({"X_WC_Webhook_Topic": "order.created"}, {"X_WC_Webhook_Topic": "order.created"}, 1),
        ({"X_WC_Webhook_Topic": "order.created"}, {"X_WC_Webhook_Topic": "order.updated"}, 2),
    ],
)
def test_that_a_sending_is_known_by_the_senders_own_id(
    door: Door, first: dict[str, str], second: dict[str, str], kept: int
) -> None:
    """The second with the very bytes of the first, as senders repeat them."""
    assert [door.post(BODY, JSON, **headers).status_code for headers in (first, second)] == [200, 200]
    assert door.count() == kept


def test_that_two_orders_of_one_second_are_two_though_woocommerce_gives_them_one_delivery_id(door: Door) -> None:
    headers = {"X_WC_Webhook_Topic": "order.created", "X_WC_Webhook_Delivery_ID": hashlib.md5(b"1").hexdigest()}
    door.post(BODY, JSON, **headers)
    door.post(BODY.replace(b"Jan", b"Ola"), JSON, **headers)
    assert door.count() == 2


def test_that_a_stamp_is_good_for_five_minutes_and_no_longer(door: Door) -> None:
    door.form("formularz", signature={"preset": "formspree", "secrets": [SECRET]})
    now = int(time.time())
    statuses = []
    for off in (-600, -200, 200, 600):
        body = BODY.replace(b"Jan", str(off).encode())
        headers = {name.replace("-", "_"): value for name, value in _stamped(SECRET, body, now + off).items()}
        statuses.append(door.post(body, JSON, key="formularz", **headers).status_code)
    assert (statuses, door.count()) == ([401, 200, 200, 401], 2)


def test_that_an_old_secret_is_good_until_the_moment_told_beside_it(door: Door) -> None:
    held = [SECRET, {"secret": OLD, "until": "2099-01-01T00:00:00+01:00"}, {"secret": "dawny", "until": "2020-01-01"}]
    door.form("sklep", signature={"preset": "tally", "secrets": held})
    statuses = []
    for secret in (SECRET, OLD, "dawny"):
        body = BODY.replace(b"Jan", secret.encode())
        signature = base64.b64encode(_digest(secret, body)).decode()
        statuses.append(door.post(body, JSON, key="sklep", Tally_Signature=signature).status_code)
    assert (statuses, door.count()) == ([200, 200, 401], 2)


def test_that_a_door_whose_secrets_are_all_out_takes_nothing(door: Door) -> None:
    door.form("sklep", signature={"preset": "tally", "secrets": []})
    signature = base64.b64encode(_digest("", BODY)).decode()
    assert (door.post(BODY, JSON, key="sklep", Tally_Signature=signature).status_code, door.count()) == (401, 0)
