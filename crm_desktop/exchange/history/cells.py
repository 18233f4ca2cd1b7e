"""Cells of other programs' sheets -> exact numbers and days. Pure; each text is read once and remembered."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from crm_desktop.currencies import CURRENCIES
from crm_desktop.exchange.rules import Wrong

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
LARGEST = Decimal(10) ** 12
NOISE = Decimal("1e-9")
MOST_KNOWN = 50_000
"""Days by their whole text that are remembered; of moments there may be a million."""
DAY_FORMATS = (
    *("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%m/%d/%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"),
    *("%d.%m.%y", "%d-%m-%y", "%d/%m/%y", "%m/%d/%y"),
    *("%d-%b-%Y", "%d %b %Y", "%d/%b/%Y", "%d-%b-%y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y"),
)
_SHEETS_FIRST, _SHEETS_NUMBER = date(1899, 12, 30), re.compile(r"[2-7]\d{4}([.,]\d+)?")
"""A spreadsheet’s day that lost its format counts days since the first; five digits (1954 to 2118) are no other day."""
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
_CURRENCY = re.compile(r"[\s'’$€£¥₹]|zł\.?|(?<![a-z])(pln|eur|usd|gbp|chf|czk|inr)(?![a-z])\.?", re.IGNORECASE)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+")
_GROUPS = {mark: re.compile(rf"[+-]?[1-9]\d{{0,2}}([{other}]\d{{2,3}})*[{other}]\d{{3}}([{mark}]\d*)?")
           for mark, other in ((".", ","), (",", "."))}  # fmt: skip
"""Groups of three, and of two as India writes them; anything else with a mark between digits is no grouping."""


def decimal_mark(texts: Iterable[str]) -> str:
    """How the numbers of a file mark their decimals, told from all of them: one cell alone ("1,234") may be either."""
    commas = points = 0
    for text in texts:
        if "," in text and "." in text:
            return "," if text.rfind(",") > text.rfind(".") else "."
        if "," in text:
            commas += not _GROUPED.fullmatch(text.strip())
        points += "." in text
    return "," if commas and not points else "."


class Numbers:
    """Reads numbers with one decimal mark; `read` raises Wrong.

    `sure`: the mark was told; else a single mark that cannot group digits ("1,5" among points) is a decimal one too.
    """

    def __init__(self, mark: str, *, sure: bool = True) -> None:
        self._mark, self._sure = mark or ".", sure
        self._known: dict[str, Decimal] = {}

    def read(self, text: str) -> Decimal:
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._read(text)
        return found

    def kept_in(self, scale: int, rule: str) -> Callable[[str], Decimal]:
        """Reads what is kept in 1/scale; raises Wrong(rule) for more decimals."""
        known: dict[str, Decimal] = {}

        def read(text: str) -> Decimal:
            found = known.get(text)
            if found is None:
                found = known[text] = within(self.read(text), scale, rule)
            return found

        return read

    def _read(self, text: str) -> Decimal:
        if _PLAIN.fullmatch(text) and self._mark == ".":
            return self._within(Decimal(text))
        plain = _CURRENCY.sub("", text).replace("\N{MINUS SIGN}", "-")
        if plain.startswith("(") and plain.endswith(")"):
            plain = f"-{plain[1:-1]}"  # as accountants write what is owed
        percent = plain.endswith("%")
        plain = plain.removesuffix("%")
        if plain.endswith("-"):
            plain = f"-{plain[:-1]}"  # as large bookkeeping programs print what is negative
        try:
            found = Decimal(self._pointed(plain))
        except InvalidOperation as fault:
            raise Wrong("not_a_number") from fault
        return self._within(found / 100 if percent else found)

    def _pointed(self, plain: str) -> str:
        """With a decimal point and no marks between thousands. Raises Wrong for marks that stand where none can."""
        other = "," if self._mark == "." else "."
        if other not in plain:
            return plain.replace(self._mark, ".")
        if _GROUPS[self._mark].fullmatch(plain):
            return plain.replace(other, "").replace(self._mark, ".")
        if not self._sure and plain.count(other) == 1 and self._mark not in plain:
            return plain.replace(other, ".")
        raise Wrong("not_a_number")

    @staticmethod
    def _within(found: Decimal) -> Decimal:
        if not found.is_finite() or abs(found) >= LARGEST:
            raise Wrong("not_a_number")
        return found


def currency_code(text: str) -> str:
    """ "eur" -> "EUR". Raises Wrong for what is no currency, or none that was ever money."""
    plain = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", plain):
        raise Wrong("currency")
    if plain not in CURRENCIES:
        raise Wrong("no_such_currency", currency=plain)
    return plain


def within(exact: Decimal, scale: int, rule: str) -> Decimal:
    """As it is kept, in 1/scale: what a spreadsheet's own sums leave far behind the last place is none of the number.
    Raises Wrong(rule) where more decimals were meant."""
    if exact.as_tuple().exponent >= 1 - len(str(scale)):  # type: ignore[operator]  # `numbers` lets none but finite in
        return exact
    kept = Decimal(scaled(exact, scale)) / scale
    if abs(kept - exact) > NOISE:
        raise Wrong(rule)
    return kept


def scaled(exact: Decimal, scale: int) -> int:
    """In whole units of 1/scale, half away from zero."""
    return int(EXACT.multiply(exact, scale).to_integral_value(ROUND_HALF_UP))


class Days:
    """Reads days: in the told format, else in the first that reads every day of the file; `read` raises Wrong."""

    def __init__(self, told: str, texts: Iterable[str]) -> None:
        self._told = told
        self._formats = (re.split(r"[ T]%[HI]", told)[0], told) if told else _formats_of(texts)
        self._known: dict[str, date] = {}

    def read(self, text: str) -> date:
        found = self._known.get(text)
        if found is not None:
            return found
        part = _day_part(text.strip(), self._told)
        found = self._known.get(part)
        if found is None:
            found = self._known[part] = self._read(part, text.strip())
        if len(self._known) < MOST_KNOWN:
            self._known[text] = found
        return found

    def _read(self, *texts: str) -> date:
        for form in self._formats:
            for text in texts:
                found = _day(text, form)
                if found is not None:
                    return found
        raise Wrong("not_a_day_like", form=self._told) if self._told else Wrong("not_a_day")


_WITH_TIME = re.compile(r"(?<=\d)[ T]+\d{1,2}:\d{2}.*$")


def _day_part(text: str, form: str) -> str:
    """Without the time behind it: a million moments are some thousands of days."""
    if not form:
        return _WITH_TIME.sub("", text)
    before = re.split(r"[ T]%[HI]", form)[0]
    if before == form:
        return text
    words = re.sub(r"(?<=\d)T(?=\d)", " ", text).split(" ")
    return " ".join(words[: before.count(" ") + 1])


def _formats_of(texts: Iterable[str]) -> tuple[str, ...]:
    """One for all: where none reads every day, the one that reads most, for 5/6 is another day in each. ISO is sure."""
    wanted = {_day_part(text.strip(), "") for text in set(texts) if text.strip()}
    most, best = 0, ""
    for form in ("", *DAY_FORMATS):
        found = sum(1 for text in wanted if _day(text, form) is not None)
        if found == len(wanted):
            return (form,)
        if found > most:
            most, best = found, form
    return tuple(dict.fromkeys((best, "")))


def _day(text: str, form: str) -> date | None:
    """`form` "" is ISO, with or without a time; what a spreadsheet has for a day fits any; None where none does.

    ISO is read beside a told form too, unless that begins like it: its day and month may stand the other way round.
    """
    for part in dict.fromkeys((text, text.replace("T", " ").partition(" ")[0])):
        try:
            return (datetime.strptime(part, form) if form else datetime.fromisoformat(part)).date()
        except ValueError:
            continue
    if form and not form.startswith("%Y-") and re.match(r"\d{4}-\d\d-\d\d", text):
        return _day(text, "")
    return _SHEETS_FIRST + timedelta(days=int(text[:5])) if _SHEETS_NUMBER.fullmatch(text) else None
