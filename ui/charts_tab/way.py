"""The way down through figures: which level follows a press, and by what a level can be divided."""

from dataclasses import dataclass, replace

Where = tuple[tuple[str, str], ...]

DOWN = {
    "product_group": "product",
    "product_subgroup": "product",
    "product": "customer",
    "customer_group": "customer",
    "customer": "product",
    "country": "region",
    "region": "customer",
    "employee": "customer",
    "channel": "customer",
    "campaign": "customer",
    "form": "customer",
    "warehouse": "product_group",
    "month": "product_group",
}
"""What is looked at next, where one has chosen nothing else."""
SALE_KEYS = (*DOWN, "stage")
ITEM_KEYS = tuple(DOWN)


@dataclass(frozen=True, slots=True)
class Level:
    """One level: a report by its name, restricted and divided; no `by` is the report's own, the single records.

    `ever` looks at all days up to the end of the period (what a campaign brought).
    """

    report: str
    title: str
    where: Where = ()
    by: tuple[str, ...] = ()
    ever: bool = False

    @property
    def used(self) -> frozenset[str]:
        return frozenset(key for key, _ in self.where)

    @property
    def stage(self) -> str:
        """The stage of the funnel that one came through."""
        return dict(self.where).get("stage", "received")


FIRST: dict[str, Level] = {
    "funnel": Level("funnel", ""),
    "products": Level("products", "", by=("product",)),
    "changes": Level("changes", "", by=("product",)),
    "customers": Level("customers", "", by=("customer",)),
    "people": Level("people", "", by=("employee",)),
    "roi": Level("roi", "", by=("campaign",)),
    "tables": Level("products", "", by=("product_group", "month")),
    "buyer": Level("stages", ""),
}
"""The pages, each with its top level."""
LOOKS = {
    "products": ("products", "months", "interest"),
    "customers": ("customers", "customer_state_sums"),
    "roi": ("roi", "attributed", "lost_costs"),
}
"""Pages that can be looked at in more than one way: their reports, the page's own first."""
SINGLE = ("interest", "customer_state_sums", "customer_states", "attributed", "lost_costs")
"""Looks that are not divided by anything else."""
REACHED = ("stage", "standing", "lost_at")
"""Whom one looks at of a stage: all who came so far, those who stand there, those who were lost there."""
SALES = ("products", "customers", "lines", "months")


def divisions(level: Level) -> tuple[str, ...]:
    """By what this level can be divided now; "" is its single records, or the stages of a funnel."""
    match level.report:
        case "people" | "roi":
            return ()
        case report if report in SINGLE:
            return ()
        case "funnel" | "stages":
            return ("", *(key for key in ITEM_KEYS if key not in level.used))
        case "inquiries":
            return ("", *(key for key in ITEM_KEYS if key not in level.used))
        case _:
            keys = tuple(key for key in SALE_KEYS if key not in level.used)
            return keys if level.report == "changes" else ("", *keys)


def whom(level: Level) -> str:
    """Which of REACHED a level of single inquiries looks at; "" where it came another way."""
    told = dict(level.where)
    found = [key for key in REACHED if told.get(key)]
    return found[0] if level.report == "inquiries" and len(found) == 1 and "lost" not in told else ""


def reached(level: Level, key: str) -> Level:
    """The same stage, looked at by another of REACHED."""
    before = whom(level)
    return replace(level, where=tuple((key if name == before else name, told) for name, told in level.where))


def looked_at(page: str, report: str) -> Level:
    """The top level of a page by one of its looks."""
    own = FIRST[page]
    by = ("month",) if report == "months" else ()
    return own if report == own.report else replace(own, report=report, by=by)


def below(level: Level, keys: tuple[str, ...], title: str) -> Level | None:
    """One level down from what was pressed; None where it was a single record, which is opened."""
    match level.report:
        case "funnel" | "stages" if not level.by:
            return Level("inquiries", title, (*level.where, ("stage", keys[0])), ("employee",))
        case "inquiries" | "attributed" if not level.by:
            return None
        case "interest":
            return Level("inquiries", title, (*level.where, ("asked", keys[0])))
        case "lost_costs":
            return Level("inquiries", title, (*level.where, ("campaign", keys[0]), ("lost_at", "")), ever=True)
        case "customer_state_sums":
            return Level("customer_states", title, (*level.where, ("state", keys[0])))
        case "customer_states":
            where = tuple(condition for condition in level.where if condition[0] != "state")
            return Level("products", title, (*where, ("customer", keys[0])), ("product",), ever=True)
        case "funnel" | "stages" | "inquiries":
            return replace(level, title=title, where=_with(level, keys), by=())
        case "people":
            return Level("products", title, (*level.where, ("employee", keys[0])), ("customer",))
        case "roi":
            return Level("products", title, (*level.where, ("campaign", keys[0])), ever=True)
        case _ if not level.by:
            return None
        case _:
            return _below_sales(level, keys, title)


def _below_sales(level: Level, keys: tuple[str, ...], title: str) -> Level:
    where = _with(level, keys)
    used = {key for key, _ in where}
    following = DOWN.get(level.by[0], "")
    while following in used:
        following = DOWN[following] if DOWN[following] not in used else ""
    if len(level.by) == 2 or not following:
        return Level("products", title, where, ever=level.ever)
    return replace(level, title=title, where=where, by=(following,))


def _with(level: Level, keys: tuple[str, ...]) -> Where:
    return (*level.where, *zip(level.by, keys, strict=False))
