"""The HTTP intake: POST /in/<form-key> is stored and durable before it is answered."""

import asyncio
import json
import threading
import time
from collections import OrderedDict
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from crm_desktop import settings
from crm_desktop.errors import Away
from crm_desktop.intake import ready_form
from crm_desktop.intake.queries import form_options
from crm_desktop.intake.records import Receipt, Received
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.worker import Interpreter
from db.session import Database

LARGEST_BODY = 25 * 1024 * 1024
PER_MINUTE = 600
"""Posts from one address in a minute; a person sends a few, a shop some dozens."""
KEPT_HEADERS = ("content-type", "user-agent", "origin", "referer", "accept-language", "x-forwarded-for")


class RateLimit:
    """A bucket an address, refilled evenly; the least recently seen are forgotten."""

    def __init__(self, per_minute: int = PER_MINUTE) -> None:
        self._rate = per_minute / 60
        self._most = float(per_minute)
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def seconds_to_wait(self, address: str) -> float:
        """0 when one more is welcome."""
        now = time.monotonic()
        left, seen = self._buckets.pop(address, (self._most, now))
        left = min(self._most, left + (now - seen) * self._rate)
        welcome = left >= 1
        self._buckets[address] = (left - 1 if welcome else left, now)
        while len(self._buckets) > 10_000:
            self._buckets.popitem(last=False)
        return 0.0 if welcome else (1 - left) / self._rate


class Intake:
    """The application over one database; `interpreter` is woken by what arrives."""

    def __init__(self, database: Database, interpreter: Interpreter | None, *, per_minute: int = PER_MINUTE) -> None:
        self._database = database
        self._interpreter = interpreter
        self._limit = RateLimit(per_minute)

    def application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/health", self._health),
                Route("/form/{key}", self._page),
                Route("/form/{key}/snippet", self._snippet),
                Route("/in/{key}", self._take, methods=["POST"]),
                Route("/in/{key}", self._preflight, methods=["OPTIONS"]),
            ]
        )

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
        key = str(request.path_params["key"])[:80]
        address = request.client.host if request.client else ""
        options = await run_in_threadpool(self._options, key)
        cors = _cors(request, options)
        seconds = self._limit.seconds_to_wait(address)
        if seconds:
            after = {"Retry-After": str(int(seconds) + 1)}
            return PlainTextResponse("too many requests", 429, headers=after | cors)
        try:
            raw = await _body(request)
        except ClientDisconnect:
            return PlainTextResponse("the sender left", 400)
        if raw is None:
            return PlainTextResponse("too large", 413, headers=cors)
        if not raw.strip():
            return PlainTextResponse("empty", 400, headers=cors)
        received = Received(
            source=key,
            raw=raw,
            content_type=request.headers.get("content-type", ""),
            headers={name: request.headers[name] for name in KEPT_HEADERS if name in request.headers},
            remote=address,
            idempotency=request.headers.get("idempotency-key", ""),
        )
        try:
            receipt = await run_in_threadpool(receive, self._database, received)
        except Away:
            return PlainTextResponse("try again", 503, headers={"Retry-After": "10"} | cors)
        if self._interpreter is not None:
            self._interpreter.wake()
        return await self._answer(request, receipt, options, cors)

    def _options(self, key: str) -> dict[str, Any]:
        try:
            with self._database.read() as session:
                return form_options(session, key)
        except Exception:  # noqa: BLE001 - options are a nicety; storing decides what is answered
            return {}

    async def _answer(
        self, request: Request, receipt: Receipt, options: dict[str, Any], cors: dict[str, str]
    ) -> Response:
        """JSON for scripts, else the form's own redirect, else a thank-you page."""
        if "text/html" not in request.headers.get("accept", ""):
            body = {"ok": True, "submission": receipt.submission_id, "duplicate": receipt.duplicate}
            return Response(json.dumps(body), media_type="application/json", headers=cors)
        if options.get("redirect"):
            return RedirectResponse(str(options["redirect"]), 303, headers=cors)
        language, configured = await run_in_threadpool(self._company, request)
        return HTMLResponse(ready_form.thanks_page(configured, language), headers=cors)

    async def _preflight(self, request: Request) -> Response:
        options = await run_in_threadpool(self._options, str(request.path_params["key"]))
        allowed = {
            "Access-Control-Allow-Methods": "POST",
            "Access-Control-Allow-Headers": "content-type, idempotency-key",
            "Access-Control-Max-Age": "86400",
        }
        return Response(status_code=204, headers=_cors(request, options) | allowed)

    async def _page(self, request: Request) -> Response:
        language, configured = await run_in_threadpool(self._company, request)
        action = f"/in/{request.path_params['key']}"
        return HTMLResponse(ready_form.page(configured, language, action=action))

    async def _snippet(self, request: Request) -> Response:
        language, configured = await run_in_threadpool(self._company, request)
        action = str(request.url.replace(path=f"/in/{request.path_params['key']}", query=""))
        return PlainTextResponse(ready_form.snippet(configured, language, action=action))

    def _company(self, request: Request) -> tuple[str, settings.Settings]:
        with self._database.read() as session:
            configured = settings.load(session)
        asked = request.query_params.get("lang", "")
        return asked if asked in ("pl", "en") else configured.language, configured


async def _body(request: Request) -> bytes | None:
    """None when it is larger than we take; what is too large is not read to its end."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > LARGEST_BODY:
        return None
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            return None
        parts.append(part)
    return b"".join(parts)


def _cors(request: Request, options: dict[str, Any]) -> dict[str, str]:
    """The company's own sites may post by script; a form that names none takes all (plain posts always come)."""
    origin = request.headers.get("origin", "")
    if not origin:
        return {}
    sites = [urlsplit(str(site)).netloc or str(site) for site in options.get("allowed_origins", [])]
    if sites and urlsplit(origin).netloc not in sites:
        return {}
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}


class IntakeServer:
    """HTTP and the interpreter together, in threads of this process; `port` 0 takes a free one."""

    def __init__(self, database: Database, *, host: str = "127.0.0.1", port: int = 0, per_minute: int = PER_MINUTE):
        import uvicorn

        self._interpreter = Interpreter(database)
        application = Intake(database, self._interpreter, per_minute=per_minute).application()
        config = uvicorn.Config(
            application, host=host, port=port, log_level="warning", lifespan="off", access_log=False
        )
        self._server = uvicorn.Server(config)
        self._socket = config.bind_socket()
        self._thread = threading.Thread(target=self._serve, name="intake", daemon=True)
        self.host, self.port = host, int(self._socket.getsockname()[1])

    def _serve(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._socket]))

    def start(self) -> None:
        """Answers requests when it returns."""
        self._interpreter.start()
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            time.sleep(0.01)

    def stop(self) -> None:
        """Lets requests in hand end."""
        self._server.should_exit = True
        self._thread.join()
        self._interpreter.stop()
        self._socket.close()
