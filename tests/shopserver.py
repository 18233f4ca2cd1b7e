"""A shop that is asked for its orders: answers as WooCommerce, Allegro, BaseLinker and PrestaShop do."""

import asyncio
import base64
import json
import threading
import time
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

PAGE = 100


class ShopServer:
    """`orders` as its REST tells them; `away` answers 503; each answered path is in `asked`."""

    def __init__(self) -> None:
        self.orders: list[Any] = []
        self.people: dict[str, Any] = {}
        self.statuses: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.away = False
        self.token = "tajne"
        routes = [
            Route("/wp-json/wc/v3/orders", self._woocommerce),
            Route("/order/checkout-forms", self._allegro),
            Route("/auth/oauth/token", self._token, methods=["POST"]),
            Route("/connector.php", self._baselinker, methods=["POST"]),
            Route("/api/orders", self._prestashop),
            Route("/api/{kind}/{key}", self._person),
        ]
        config = uvicorn.Config(Starlette(routes=routes), port=0, log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)
        self._socket = config.bind_socket()
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=lambda: asyncio.run(self._server.serve(sockets=[self._socket])))

    def start(self) -> None:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    def _refused(self, request: Request, login: str = "") -> Response | None:
        self.asked.append(str(request.url.path))
        if self.away:
            return Response("maintenance", 503)
        told = request.headers.get("authorization", "") or request.headers.get("x-bltoken", "")
        basic = "Basic " + base64.b64encode(f"{login}:{self.token}".encode()).decode()
        keyed = "Basic " + base64.b64encode(f"{self.token}:".encode()).decode()
        good = told in (basic, keyed, f"Bearer {self.token}", self.token)
        return None if good else Response("unauthorised", 401)

    async def _woocommerce(self, request: Request) -> Response:
        refused = self._refused(request, "ck")
        after, page = request.query_params["modified_after"], int(request.query_params["page"])
        found = [one for one in self.orders if not isinstance(one, dict) or one.get("date_modified_gmt", "9") > after]
        pages = {"X-WP-TotalPages": str(-(-len(found) // PAGE))}
        return refused or JSONResponse(found[(page - 1) * PAGE : page * PAGE], headers=pages)

    async def _allegro(self, request: Request) -> Response:
        offset = int(request.query_params["offset"])
        body = {"checkoutForms": self.orders[offset : offset + PAGE], "count": 1, "totalCount": len(self.orders)}
        return self._refused(request) or JSONResponse(body)

    async def _token(self, request: Request) -> Response:
        self.token = "nowy"
        return JSONResponse({"access_token": "nowy", "refresh_token": "r2", "expires_in": 43200})

    async def _baselinker(self, request: Request) -> Response:
        form = parse_qs((await request.body()).decode())
        if form["method"] == ["getOrderStatusList"]:
            refused = self._refused(request)
            return refused or JSONResponse({"status": "SUCCESS", "statuses": self.statuses})
        after = json.loads(form["parameters"][0])["date_confirmed_from"]
        found = [one for one in self.orders if one["date_confirmed"] >= after][:PAGE]
        return self._refused(request) or JSONResponse({"status": "SUCCESS", "orders": found})

    async def _prestashop(self, request: Request) -> Response:
        start = int(request.query_params["limit"].split(",")[0])
        found = self.orders[start : start + PAGE]
        return self._refused(request) or JSONResponse({"orders": found} if found else [])

    async def _person(self, request: Request) -> Response:
        path = f"{request.path_params['kind']}/{request.path_params['key']}"
        refused = self._refused(request)
        if path not in self.people:
            return refused or Response("", 404)
        return refused or JSONResponse(self.people[path])
