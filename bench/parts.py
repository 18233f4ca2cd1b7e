"""The parts of a measuring: which rows each makes, on each database or once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bench.arriving import NEWEST, OVER_HTTP, measure_http, measure_newest
from bench.columns import ROWS, measure_columns
from bench.crowded import CROWDED, measure_crowded
from bench.figures import Figure
from bench.funnels import ROWS as FUNNELS
from bench.funnels import measure_funnels
from bench.grounds import Ground
from bench.journeys import HELD, measure_journeys
from bench.labels import CLICK, HUNDRED, LONG, measure_labels, measure_long
from bench.measuring import measure_funnel, measure_help, measure_load, measure_piece
from bench.million import MANY
from bench.opening import AGAIN, COLD, EARLY, FIRST, measure_opening
from bench.packaged import STARTED, TABS, measure_packaged
from bench.papers import BESIDE, ISSUED, PRINTED, TAKEN_IN, measure_issuing, measure_printing, measure_taking_in
from bench.seats import FAILED_OVER, HEARD, measure_failing_over, measure_hearing
from bench.seeking import JUMP, LISTS, MIDDLE, SLOWEST, STALL, WORK, measure_scrolling, measure_seeking, million
from bench.work import pieces

LOADED, FUNNEL, HELP = "orders of the sample company loaded", "report funnel, a year of 4,000 orders", "app.py --help"
SEEN, TURNED = (SLOWEST, MIDDLE, *LISTS), (STALL, WORK, JUMP)


@dataclass(frozen=True, slots=True)
class Run:
    """How thoroughly, and which rows alone: those whose name holds `only`."""

    rounds: int
    quick: bool
    only: str = ""

    def wants(self, *whats: str) -> bool:
        return any(self.only in what for what in whats)

    @property
    def orders(self) -> int:
        return 200 if self.quick else 4_000

    @property
    def few(self) -> int:
        """Rounds of what takes long and varies little."""
        return min(self.rounds, 3)


@dataclass(frozen=True, slots=True)
class Grounded:
    """On each database; its templates `empty` and `company` are there."""

    name: str
    rows: tuple[str, ...]
    measure: Callable[[Run, Ground], Iterable[Figure]]


@dataclass(frozen=True, slots=True)
class Once:
    name: str
    rows: tuple[str, ...]
    measure: Callable[[Run], Iterable[Figure]]


def grounded(run: Run) -> list[Grounded]:
    done = [Grounded(piece.what, (piece.what,), _piece(piece.what)) for piece in pieces(quick=run.quick)]
    return [
        *done,
        Grounded("over HTTP", (OVER_HTTP,), lambda run, on: [measure_http(on, rounds=run.few, quick=run.quick)]),
        Grounded("behind a backlog", (NEWEST,), lambda run, on: [measure_newest(on, quick=run.quick)]),
        Grounded("issuing", (ISSUED, BESIDE), lambda run, on: measure_issuing(on, rounds=run.rounds, quick=run.quick)),
        Grounded("a million orders", (CROWDED,), lambda run, on: [] if run.quick else [measure_crowded(on)]),
        Grounded("long orders", (LONG,), lambda run, on: [measure_long(on, rounds=run.rounds, quick=run.quick)]),
        Grounded("labels", (HUNDRED, CLICK), lambda run, on: measure_labels(on, rounds=run.rounds)),
        Grounded("a sheet", (TAKEN_IN,), lambda run, on: [measure_taking_in(on, quick=run.quick)]),
        Grounded("sample company", (LOADED,), lambda run, on: [measure_load(on, orders=run.orders, rounds=run.few)]),
        Grounded("funnel", (FUNNEL,), _funnel),
        Grounded("opportunities", FUNNELS, lambda run, on: measure_funnels(on, rounds=run.few, quick=run.quick)),
        Grounded("other seats", tuple(HEARD.values()), lambda run, on: [measure_hearing(on, quick=run.quick)]),
        Grounded("a million lines", ROWS, lambda run, on: measure_columns(on, rounds=run.rounds, quick=run.quick)),
        Grounded("a million goods and customers", (*SEEN, *TURNED), _million),
    ]


def once() -> list[Once]:
    return [
        Once("--help", (HELP,), lambda run: [measure_help(rounds=run.rounds)]),
        Once("failover", (FAILED_OVER,), lambda run: [measure_failing_over(rounds=run.few)]),
        Once("papers", tuple(PRINTED.values()), lambda run: measure_printing(rounds=run.rounds)),
        Once("opening", (COLD, EARLY, FIRST, AGAIN), lambda run: measure_opening(rounds=run.rounds)),
        Once("package", (STARTED, TABS), lambda run: measure_packaged(rounds=run.few)),
        Once("journeys", tuple(HELD.values()), lambda run: measure_journeys(rounds=run.few, only=run.only)),
    ]


def _piece(what: str) -> Callable[[Run, Ground], Iterable[Figure]]:
    def measure(run: Run, ground: Ground) -> Iterable[Figure]:
        piece = next(piece for piece in pieces(quick=run.quick) if piece.what == what)
        yield measure_piece(ground, piece, "company", rounds=run.rounds)

    return measure


def _funnel(run: Run, ground: Ground) -> Iterable[Figure]:
    sample = ground.fresh("company")
    yield measure_funnel(ground, sample, rounds=run.rounds * 3)
    ground.drop(sample)


def _million(run: Run, ground: Ground) -> Iterable[Figure]:
    if run.quick:
        return
    million(ground, many=MANY)
    if run.wants(*SEEN):
        yield from measure_seeking(ground, rounds=run.few)
    if run.wants(*TURNED):
        yield from measure_scrolling(ground, rounds=run.few)
