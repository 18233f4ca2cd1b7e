"""What the HTTP intake answers: POST /in/<form-key> is stored and durable before it is answered."""

import asyncio
import json
import logging
import re
import time
from dataclasses import replace
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from crm_desktop import clock, settings
from crm_desktop.errors import Away, DiskFull
from crm_desktop.intake import ready_form
from crm_desktop.intake.assignment import promised_hours
from crm_desktop.intake.becoming import is_own_site
from crm_desktop.intake.channels.guarding import Bodies, RateLimit, Refused
from crm_desktop.intake.channels.storing import Storekeeper
from crm_desktop.intake.page_tokens import page_token, secret_of_forms
from crm_desktop.intake.queries import form_door
from crm_desktop.intake.records import FormDoor, Receipt, Received
from crm_desktop.intake.signatures import PING, Badly, is_signed, sending_id
from crm_desktop.intake.worker import Interpreter
from db.session import Database

PER_MINUTE = 600
"""Posts from one address in a minute; a person sends a few, a shop some dozens."""
OWN_PER_MINUTE = 60_000
KEPT_HEADERS = (
    "content-type content-encoding user-agent origin referer accept-language x-forwarded-for"
    " x-wc-webhook-topic x-wc-webhook-source x-wc-webhook-id x-wc-webhook-delivery-id"
    " x-shopify-topic x-shopify-shop-domain x-shopify-webhook-id x-shopify-api-version"
    " x-webhook-id x-webhook-name x-shop-domain"
).split()
LONGEST_HEADER = 1_000
DOOR_SECONDS = 2.0
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,79}")
_SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_PAGE = _SAFE | {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}
log = logging.getLogger(__name__)


class Intake:
    """The application over one database; `interpreter` is woken by what arrives."""

    def __init__(
        self,
        database: Database,
        storekeeper: Storekeeper,
        interpreter: Interpreter | None,
        *,
        per_minute: int | None = None,
    ) -> None:
        self._database = database
        self._storekeeper = storekeeper
        self._interpreter = interpreter
        self._limit = RateLimit(PER_MINUTE, own=OWN_PER_MINUTE) if per_minute is None else RateLimit(per_minute)
        self._bodies = Bodies()
        self._doors: dict[str, tuple[float, FormDoor]] = {}

    def application(self) -> Starlette:
        made = Starlette(
            routes=[
                Route("/health", self._health),
                Route("/form/{key}", self._page),
                Route("/form/{key}/snippet", self._snippet),
                Route("/in/{key}", self._take, methods=["POST"]),
                Route("/in/{key}", self._preflight, methods=["OPTIONS"]),
            ]
        )
        made.router.redirect_slashes = False  # an address made from what the sender calls us is no answer
        return made

    async def _health(self, request: Request) -> Response:
        def look() -> None:
            with self._database.read() as session:
                settings.load(session)

        try:
            await run_in_threadpool(look)
        except Exception:  # noqa: BLE001 - whatever is wrong, the answer is the same
            return JSONResponse({"ok": False}, status_code=503)
        return JSONResponse({"ok": True})

    async def _take(self, request: Request) -> Response:
        door = await self._door(request)
        if door is None:
            return PlainTextResponse("no such form", 404, headers=_SAFE)
        cors = _cors(request, door.options) | _SAFE
        seconds = self._limit.seconds_to_wait(request.client.host if request.client else "")
        if seconds:
            after = {"Retry-After": str(int(seconds) + 1)}
            return PlainTextResponse("too many requests", 429, headers=after | cors)
        try:
            receipt = await self._stored(request, door)
        except ClientDisconnect:
            return PlainTextResponse("the sender left", 400)
        except Refused as fault:
            after = {"Retry-After": "10"} if fault.status == 503 else {}
            return PlainTextResponse(fault.told, fault.status, headers=after | cors)
        except DiskFull:
            return PlainTextResponse("no room to store it", 507, headers={"Retry-After": "60"} | cors)
        except Away:
            return PlainTextResponse("try again", 503, headers={"Retry-After": "10"} | cors)
        if receipt is None:
            return PlainTextResponse("pong", headers=cors)
        if self._interpreter is not None and not receipt.duplicate:
            self._interpreter.wake()
        return await self._answer(request, receipt, door.options, cors)

    async def _stored(self, request: Request, door: FormDoor) -> Receipt | None:
        """On disk; None for what is nothing to keep. Raises Refused, ClientDisconnect, Away."""
        raw = await self._bodies.read(request)
        if not raw.strip():
            raise Refused(400, "empty")
        told = door.options.get("signature")
        if told:
            if told.get("preset") == "woocommerce" and PING.fullmatch(raw.strip()):
                return None
            _check_signature(raw, request, told)
        received = Received(
            source=str(request.path_params["key"]),
            raw=raw,
            content_type=request.headers.get("content-type", ""),
            headers={name: request.headers[name][:LONGEST_HEADER] for name in KEPT_HEADERS if name in request.headers},
            remote=request.client.host if request.client else "",
            idempotency=sending_id(raw, request.headers),
        )
        return await asyncio.wrap_future(self._storekeeper.store(received))

    async def _door(self, request: Request) -> FormDoor | None:
        """How the form wants to be treated; None where there is no such door. Looked up every two seconds at most.

        A key that no one has set up yet is a door too: what a site sends is never lost for want of a setting.
        """
        key = str(request.path_params["key"])
        if not _KEY.fullmatch(key):
            return None
        looked, door = self._doors.get(key, (0.0, FormDoor()))
        if time.monotonic() - looked > DOOR_SECONDS:
            door = await run_in_threadpool(self._look_up, key)
            if len(self._doors) > 1_000:
                self._doors.clear()
            self._doors[key] = time.monotonic(), door
        return door if door.active else None

    def _look_up(self, key: str) -> FormDoor:
        try:
            with self._database.read() as session:
                return form_door(session, key)
        except Exception:  # noqa: BLE001 - how to answer is a nicety; storing decides what is answered
            log.warning("the settings of a form cannot be read")
            return FormDoor()

    async def _answer(
        self, request: Request, receipt: Receipt, options: dict[str, Any], cors: dict[str, str]
    ) -> Response:
        """What the form's settings ask for ("json", "page"); else JSON for scripts, and for a browser the form's own
        redirect (never one that the post asks for) or a thank-you page."""
        asked = options.get("answer", "")
        if asked == "json" or (asked != "page" and "text/html" not in request.headers.get("accept", "")):
            body = {"ok": True, "submission": receipt.submission_id, "duplicate": receipt.duplicate}
            return Response(json.dumps(body), media_type="application/json", headers=cors)
        target = str(options.get("redirect", ""))
        if re.match(r"https?://|/(?!/)", target):
            return RedirectResponse(target, 303, headers=cors)
        try:
            language, configured = await run_in_threadpool(self._company, request)
        except Exception:  # noqa: BLE001 - it is stored: nothing may tell the visitor otherwise
            language, configured = "pl", settings.Settings()
        return HTMLResponse(ready_form.thanks_page(configured, language), headers=cors | _PAGE)

    async def _preflight(self, request: Request) -> Response:
        door = await self._door(request)
        if door is None:
            return PlainTextResponse("no such form", 404, headers=_SAFE)
        allowed = {
            "Access-Control-Allow-Methods": "POST",
            "Access-Control-Allow-Headers": "content-type, idempotency-key",
            "Access-Control-Max-Age": "86400",
        }
        return Response(status_code=204, headers=_cors(request, door.options) | allowed)

    async def _page(self, request: Request) -> Response:
        if await self._door(request) is None:
            return PlainTextResponse("no such form", 404, headers=_SAFE)
        (language, configured), secret = await run_in_threadpool(lambda: (self._company(request), self._secret()))
        action = f"/in/{request.path_params['key']}"
        headers = _PAGE | {"Cache-Control": "no-store"}
        campaign = request.query_params.get("utm_campaign", "")[:80]
        page = ready_form.page(
            configured, language, action=action, token=page_token(secret, clock.now()), campaign=campaign
        )
        return HTMLResponse(page, headers=headers)

    async def _snippet(self, request: Request) -> Response:
        if await self._door(request) is None:
            return PlainTextResponse("no such form", 404, headers=_SAFE)
        language, configured = await run_in_threadpool(self._company, request)
        action = f"{_own_address(request)}/in/{request.path_params['key']}"
        return PlainTextResponse(ready_form.snippet(configured, language, action=action), headers=_SAFE)

    def _secret(self) -> str:
        with self._database.read() as session:
            return secret_of_forms(session)

    def _company(self, request: Request) -> tuple[str, settings.Settings]:
        with self._database.read() as session:
            configured = settings.load(session)
        asked = request.query_params.get("lang", "")
        hours = promised_hours(configured, str(request.path_params["key"]))
        language = asked if asked in ("pl", "en") else configured.language
        return language, replace(configured, answer_within_hours=hours)


def _check_signature(raw: bytes, request: Request, told: dict[str, Any]) -> None:
    """Raises Refused."""
    try:
        signed = is_signed(raw, request.headers, told)
    except Badly as fault:
        log.error("the signature of the form %s is set wrongly: %s", request.path_params["key"], fault)
        raise Refused(503, "try again") from fault
    if not signed:
        raise Refused(401, "bad signature")


def _own_address(request: Request) -> str:
    """As the visitor calls us, where that can be a host at all."""
    host = request.headers.get("host", "")
    if re.fullmatch(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:]+\](:\d{1,5})?", host):
        return f"{request.scope['scheme']}://{host}"
    return ""


def _cors(request: Request, options: dict[str, Any]) -> dict[str, str]:
    """The company's own sites may post by script; a form that names none takes all."""
    origin = request.headers.get("origin", "")
    if not origin:
        return {}
    if not is_own_site(origin, options.get("allowed_origins", [])):
        return {"Vary": "Origin"}
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
