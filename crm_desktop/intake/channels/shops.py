"""Shops that are asked for their orders: since the last look, page by page, so that what a webhook missed comes too.

The newest come first: an order that is changed between two pages moves behind us and comes with the next look, while
from the other end it would make another one slip between the pages.
"""

import json
import re
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from crm_desktop import clock
from crm_desktop.errors import InvalidValue
from crm_desktop.intake.channels.asking import Answer, ask, basic, keep_secret, secret_of
from crm_desktop.intake.records import Received
from crm_desktop.intake.sources import Fetched, Looked, Source, store_fetched, text_of
from crm_desktop.work import SYSTEM, execute
from db.session import Database
from db.vocabulary import Channel, SourceKind

PAGE = 100
MOST_PAGES = 1_000
OVERLAP = timedelta(minutes=15)
"""Looked at again each time: clocks differ, and what is known already costs nothing."""
FIRST_DAYS = 30
AGAIN_DAYS, AGAIN_EVERY = 14, timedelta(hours=1)
"""BaseLinker lists orders by when they were confirmed alone: what changed later is found by looking again."""
EVERY_SECONDS = 300.0
_LIST = re.compile(r'"(?:orders|checkoutForms)"\s*:\s*(?=\[)')


class Shop:
    """`address`: {"shop": kind, "url": …, "login": …, "key": …}; `key` is that of the shop's webhooks, so that both
    speak of the same orders (the source's own name where it has none). The secret is in the keyring."""

    def __init__(self, database: Database, source: Source) -> None:
        self._database = database
        self._source = source
        self._kind = text_of(source.address, "shop", "woocommerce")
        self._url = text_of(source.address, "url").rstrip("/")
        self._login = text_of(source.address, "login")
        self._secret = secret_of(source.name)
        self._since = str(source.state.get("since", ""))
        self._again = str(source.state.get("again", ""))
        self._told: dict[str, dict[str, Any]] = {}

    def test(self) -> int:
        """How many of the orders of the last day the shop tells at once; nothing is stored, nothing is remembered.
        Raises as `look` does."""
        return len(next(self._pages(clock.now() - timedelta(days=1)), []))

    def look(self) -> Looked:
        """Raises OSError where the shop is away or answers what is none, InvalidValue for an unknown kind."""
        started = clock.now()
        since = self._from()
        stored = duplicates = 0
        for orders in self._pages(since):
            fetched = Fetched(self._source.source_id, self._state(), tuple(map(self._received, orders)))
            receipts = execute(self._database, store_fetched, fetched, actor=SYSTEM)
            duplicates += sum(receipt.duplicate for receipt in receipts)
            stored += sum(not receipt.duplicate for receipt in receipts)
        self._since = started.isoformat()
        if since <= started - timedelta(days=AGAIN_DAYS):
            self._again = self._since
        execute(self._database, store_fetched, Fetched(self._source.source_id, self._state()), actor=SYSTEM)
        return Looked(self._source.name, SourceKind.SHOP, stored, duplicates)

    def wait(self, stopped: threading.Event, seconds: float) -> None:
        stopped.wait(min(seconds, EVERY_SECONDS))

    def close(self) -> None:
        """Nothing is kept open between two looks."""

    def _state(self) -> dict[str, str]:
        return {"since": self._since, "again": self._again}

    def _from(self) -> datetime:
        now, since, again = clock.now(), _moment(self._since), _moment(self._again)
        if since is None:
            return now - timedelta(days=FIRST_DAYS)
        if self._kind == "baselinker" and (again is None or now - again >= AGAIN_EVERY):
            return min(since - OVERLAP, now - timedelta(days=AGAIN_DAYS))
        return since - OVERLAP

    def _pages(self, since: datetime) -> Iterator[list[str]]:
        match self._kind:
            case "woocommerce":
                return self._woocommerce(since)
            case "allegro":
                return self._allegro(since)
            case "baselinker":
                return self._baselinker(since)
            case "prestashop":
                return self._prestashop(since)
            case _:
                raise InvalidValue(field="shop", value=self._kind, rule="known")

    def _received(self, order: str) -> Received:
        """An order as the shop wrote it; the same words again are the same submission for ever."""
        raw = order.encode()
        return Received(
            source=(text_of(self._source.address, "key") or self._source.name)[:80],
            raw=raw,
            content_type="application/json",
            channel=Channel.SHOP,
            headers={"x-pulled-from": self._kind},
            idempotency=f"pulled {order}",
        )

    def _woocommerce(self, since: datetime) -> Iterator[list[str]]:
        for page in range(1, MOST_PAGES):
            asked = {
                "modified_after": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
                "dates_are_gmt": "true",
                "orderby": "modified",
                "order": "desc",
                "per_page": PAGE,
                "page": page,
            }
            url = f"{self._url}/wp-json/wc/v3/orders?{urlencode(asked)}"
            answer = self._good(ask(url, headers=basic(self._login, self._secret)))
            orders = listed(answer.body)
            yield orders
            pages = answer.headers.get("x-wp-totalpages", "")
            if not orders or (page >= _whole(pages) if pages else len(orders) < PAGE):
                return

    def _allegro(self, since: datetime) -> Iterator[list[str]]:
        head = {"Authorization": f"Bearer {self._bearer()}", "Accept": "application/vnd.allegro.public.v1+json"}
        for offset in range(0, MOST_PAGES * PAGE, PAGE):
            moment = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
            asked = {"updatedAt.gte": moment, "sort": "-updatedAt", "limit": PAGE, "offset": offset}
            answer = self._good(ask(f"{self._url}/order/checkout-forms?{urlencode(asked)}", headers=head))
            orders = listed(answer.body)
            yield orders
            if len(orders) < PAGE:
                return

    def _bearer(self) -> str:
        """A token as it is, or one asked for by the refreshing one, which changes each time and is kept."""
        if not self._secret.lstrip().startswith("{"):
            return self._secret
        held = json.loads(self._secret)
        if held.get("access_token") and float(held.get("until", 0)) > time.time():
            return str(held["access_token"])
        form = urlencode({"grant_type": "refresh_token", "refresh_token": held["refresh_token"]}).encode()
        url = text_of(self._source.address, "token_url", "https://allegro.pl/auth/oauth/token")
        told = json.loads(self._good(ask(url, form, basic(held["client_id"], held["client_secret"]))).body)
        held |= {key: told[key] for key in ("access_token", "refresh_token") if key in told}
        held["until"] = time.time() + float(told.get("expires_in", 600)) - 60
        self._secret = json.dumps(held)
        if not keep_secret(self._source.name, self._secret):
            raise OSError("the keyring does not keep the new token")
        return str(held["access_token"])

    def _baselinker(self, since: datetime) -> Iterator[list[str]]:
        """A page begins with the second in which the one before ended, for several orders may share it."""
        after = int(since.timestamp())
        names = self._baselinker_statuses()
        for _ in range(MOST_PAGES):
            body = self._baselinker_asked("getOrders", {"date_confirmed_from": after, "get_unconfirmed_orders": False})
            orders, told = listed(body), _told(body)
            yield [_with_status(order, names) for order in orders]
            confirmed = [one.get("date_confirmed") for one in told.get("orders", []) if isinstance(one, dict)]
            last = max((_whole(str(one)) for one in confirmed), default=0)
            if len(orders) < PAGE or last < after:
                return
            after = last if last > after else last + 1

    def _baselinker_asked(self, method: str, wish: dict[str, Any]) -> bytes:
        form = urlencode({"method": method, "parameters": json.dumps(wish)}).encode()
        body = self._good(ask(f"{self._url}/connector.php", form, {"X-BLToken": self._secret})).body
        told = _told(body)
        if told.get("status") != "SUCCESS":
            raise OSError(f"{told.get('error_code', '')}: {told.get('error_message', '')}")
        return body

    def _baselinker_statuses(self) -> dict[str, str]:
        """Names of the shop's own statuses by their ids; none where the shop does not tell them."""
        try:
            told = _told(self._baselinker_asked("getOrderStatusList", {}))
        except OSError:
            return {}
        rows = told.get("statuses")
        known = [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []
        return {str(one.get("id")): str(one.get("name", "")) for one in known}

    def _prestashop(self, since: datetime) -> Iterator[list[str]]:
        zone = text_of(self._source.address, "offset_hours", "0")
        begin = (since.astimezone(UTC) + timedelta(hours=float(zone))).strftime("%Y-%m-%d %H:%M:%S")
        for offset in range(0, MOST_PAGES * PAGE, PAGE):
            asked = {
                "display": "full",
                "output_format": "JSON",
                "date": 1,
                "filter[date_upd]": f"[{begin},9999-12-31 00:00:00]",
                "sort": "[date_upd_DESC]",
                "limit": f"{offset},{PAGE}",
            }
            answer = self._prestashop_asked(f"orders?{urlencode(asked)}")
            orders = listed(answer.body)
            yield [self._with_people(order) for order in orders]
            if len(orders) < PAGE:
                return

    def _prestashop_asked(self, path: str) -> Answer:
        return self._good(ask(f"{self._url}/api/{path}", headers=basic(self._secret, "")))

    def _with_people(self, order: str) -> str:
        """Who bought, where it goes, in what money and how it stands are resources of their own: told behind the
        order's own words."""
        told = _told(order.encode())
        places = (
            ("customer", "customers", "id_customer"),
            ("address_delivery", "addresses", "id_address_delivery"),
            ("address_invoice", "addresses", "id_address_invoice"),
            ("currency", "currencies", "id_currency"),
            ("state", "order_states", "current_state"),
        )
        more = {name: found for name, resource, field in places if (found := self._resource(resource, told.get(field)))}
        for name in ("address_delivery", "address_invoice"):
            country = self._resource("countries", more.get(name, {}).get("id_country"))
            if country:
                more[name] = {**more[name], "country": country}
        return _with(order, more) if told else order

    def _resource(self, name: str, key: Any) -> dict[str, Any]:
        """Asked for once a look; nothing where it is gone: the order counts though its customer was deleted."""
        if not str(key).isdigit() or str(key) == "0":
            return {}
        path = f"{name}/{key}"
        if path not in self._told:
            try:
                found = _told(self._prestashop_asked(f"{path}?output_format=JSON").body)
            except OSError:
                found = {}
            self._told[path] = next((value for value in found.values() if isinstance(value, dict)), {})
        return self._told[path]

    def _good(self, answer: Answer) -> Answer:
        if answer.status != 200:
            raise OSError(f"{self._url}: {answer.status} {answer.body[:120].decode('utf-8', 'replace')}")
        return answer


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _with(order: str, more: dict[str, Any]) -> str:
    """The order's own words, and behind them what was asked for besides."""
    return f"{order.rstrip()[:-1]}, {json.dumps(more, ensure_ascii=False)[1:]}" if more else order


def _with_status(order: str, names: dict[str, str]) -> str:
    told = _told(order.encode())
    name = names.get(str(told.get("order_status_id", "")), "")
    return _with(order, {"order_status_name": name}) if name and "order_status_name" not in told else order


def listed(body: bytes) -> list[str]:
    """The orders of an answer, each as it was written. Raises OSError for what is no list of orders."""
    try:
        text = body.decode("utf-8-sig")
        found = _LIST.search(text)
        start = 0 if text.lstrip().startswith("[") else found.end() if found else -1
        if start < 0:
            if isinstance(json.loads(text), dict):
                return []
            raise ValueError("neither a list nor an object")
        return _elements(text, text.index("[", start) + 1)
    except (ValueError, RecursionError) as fault:
        raise OSError(f"the shop's answer is no list of orders: {fault}") from fault


def _elements(text: str, place: int) -> list[str]:
    decoder = json.JSONDecoder()
    found: list[str] = []
    while True:
        place = _after_space(text, place)
        if text[place : place + 1] == "]":
            return found
        _, end = decoder.raw_decode(text, place)
        found.append(text[place:end])
        place = _after_space(text, end)
        if text[place : place + 1] == ",":
            place += 1
        elif text[place : place + 1] != "]":
            raise ValueError(f"at {place}")


def _after_space(text: str, place: int) -> int:
    while text[place : place + 1].isspace():
        place += 1
    return place


def _told(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as fault:
        raise OSError(f"the shop's answer is no JSON: {fault}") from fault
    return found if isinstance(found, dict) else {}


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
