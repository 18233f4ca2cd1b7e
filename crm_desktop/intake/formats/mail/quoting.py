"""What of a mail is new, and what it only repeats of earlier ones."""

import re

_WROTE = re.compile(
    r"^\s*(?:>\s*)?(?:On\b.{4,200}\bwrote|W dniu\b.{2,200}\b(?:pisze|napisał(?:a|\(a\)|/a)?|wrote)"
    r"|Dnia\b.{2,200}\bnapisał(?:a|\(a\)|/a)?|(?:pon|wt|śr|czw|pt|sob|niedz|nd|\d{1,2})[.\s].{4,160}\bnapisał(?:a|\(a\)|/a)?"
    r"|Am\b.{4,200}\bschrieb.{0,120}|Le\b.{4,200}a écrit"
    r"|Wiadomość napisana przez\b.{4,200}\bw dniu\b.{4,60}"
    r"|.{0,40}\d{4}.{4,160}\b(?:napsala?|napísala?|nap[ií]?s[ae]l\(a\)|пише"
    r"|написав|написала|пишет|написал|ha scritto|escribió|rašė|schreef.{0,60}))\s*:\s*$",
    re.IGNORECASE | re.DOTALL,
)
_WRITER = re.compile(
    r"^\s*(?:>\s*)?.{0,160}\S\s+<[^<>@\s]+@[^<>\s]+>\s*(?:wrote|pisze|napisał(?:a|\(a\)|/a)?|schrieb)\s*:\s*$",
    re.IGNORECASE | re.DOTALL,
)
_BAR = re.compile(
    r"^\s*[-_*=]{2,}\s*(?:Original Message|Wiadomość oryginalna|Oryginalna wiadomość|Treść oryginalnej wiadomości"
    r"|Ursprüngliche Nachricht|Reply message|Odpowiedź|Message d'origine)\s*[-_*=]{2,}",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"^\s*(?:[-_*=]{2,}\s*(?:Forwarded (?:message|by)|Przekazana wiadomość|Wiadomość przekazana|Przesłana wiadomość"
    r"|Treść przekazanej wiadomości|Weitergeleitete Nachricht|Begin forwarded)|Begin forwarded message:"
    r"|Początek przekazywanej wiadomości:)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^\s*\*?(From|Od|Nadawca|Von|De)\*?\s*:\*?\s*\S", re.IGNORECASE)
_HEAD_GOES_ON = re.compile(
    r"^\s*\*?(Sent|Date|To|Subject|Cc|Wysłano|Wysłane|Data|Do|DW|Temat|Adresat|Kopia|Gesendet|An|Betreff|Datum|Envoyé|À|Objet"
    r"|Reply-To)\*?\s*:",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(r"\s*(?:fwd?|pd|tr|wg|przekaz|przek)\s*:", re.IGNORECASE)
"""How the subject of what somebody passes on begins: FW, the Polish PD (podaj dalej), the German WG, the French TR."""
_SIGNATURE = re.compile(r"^--\s*$")
_SENT_FROM = re.compile(
    r"^\s*(?:wysłan[eoy] z[e]?\b|sent (?:from|via)\b|get outlook for\b|pobierz (?:aplikację )?outlook\b"
    r"|von meinem .{2,30} gesendet|gesendet (?:von|mit)\b|_{8,}\s*$)",
    re.IGNORECASE,
)


def is_passed_on(subject: str) -> bool:
    """By its subject alone: Outlook sets no words of its own above what it forwards."""
    return bool(_PASSED_ON.match(subject))


def split(text: str, *, passed_on: bool = False) -> tuple[str, str]:
    """(what is new, what it repeats). A mail that is nothing but a quotation, or a forward, is new as a whole."""
    lines = text.split("\n")
    if passed_on:
        return text.strip(), ""
    cut = next((number for number in range(len(lines)) if _begins_quote(lines, number)), len(lines))
    if any(_FORWARD.match(line) for line in lines[: cut + 1]):
        return text.strip(), ""
    new, old = lines[:cut], lines[cut:]
    kept, quoted = _without_marks(new)
    told = _without_sent_from("\n".join(kept).strip())
    if not told:
        return text.strip(), ""
    return told, "\n".join([*quoted, *old]).strip()


def _begins_quote(lines: list[str], number: int) -> bool:
    """Everything from here on repeats an earlier mail."""
    line = lines[number]
    if _BAR.match(line):
        return True
    if _HEAD.match(line):
        return _goes_on(lines, number) and number > 0
    if not (line.strip() and len(line) < 250):
        return False
    return _introduces(lines, number) and _only_quotes_follow(lines, number)


def _introduces(lines: list[str], number: int) -> bool:
    """ "On Monday Jan <jan@x.pl> wrote:", over as many as three lines that no empty one parts."""
    for count in (1, 2, 3):
        told = lines[number : number + count]
        if len(told) < count or not all(line.strip() for line in told):
            break
        named = count == 1 or (count == 2 and told[1].lstrip("> ").startswith("<"))
        if _WROTE.match(" ".join(told)) or (named and _WRITER.match(" ".join(told))):
            return True
    return False


def _without_sent_from(text: str) -> str:
    """A telephone's own last line, or the rule above a quotation, is nobody's word."""
    lines = text.split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or (_SENT_FROM.match(lines[-1]) and len(lines[-1]) < 80)):
        lines.pop()
    return "\n".join(lines).strip()


def _only_quotes_follow(lines: list[str], number: int) -> bool:
    """After "On … wrote:" comes what was written; an answer between its lines is kept by `_without_marks`."""
    start = next(at for at in range(number, number + 3) if lines[at].rstrip().endswith(":"))
    rest = [line for line in lines[start + 1 :] if line.strip()]
    marked = [line.lstrip().startswith(">") for line in rest]
    return not any(marked) or (all(marked[-1:] + marked[:1]) and sum(marked) * 2 >= len(marked))


def _without_marks(lines: list[str]) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    quoted: list[str] = []
    for number, line in enumerate(lines):
        goes_before = any(one.lstrip().startswith(">") for one in lines[number + 1 : number + 3])
        introduces = goes_before and _introduces(lines, number)
        (quoted if line.lstrip().startswith(">") or introduces else kept).append(line)
    return kept, quoted


def without_signature(text: str) -> str:
    """Up to the line `-- `."""
    lines = text.split("\n")
    cut = next((number for number, line in enumerate(lines) if number and _SIGNATURE.match(line)), len(lines))
    return "\n".join(lines[:cut]).strip()


def _forward_at(lines: list[str], *, passed_on: bool) -> int | None:
    """Where what is forwarded begins: at words that say so; in what was passed on at the head of a mail."""
    for number, line in enumerate(lines):
        if _FORWARD.match(line):
            return number
        if passed_on and (_BAR.match(line) or (_HEAD.match(line) and _goes_on(lines, number))):
            return number
    return None


def _goes_on(lines: list[str], number: int) -> bool:
    return sum(bool(_HEAD_GOES_ON.match(one)) for one in lines[number + 1 : number + 6]) >= 2


def forwarded_from(text: str, *, passed_on: bool = False) -> str:
    """Who wrote what was forwarded, as the forward itself says: the value of its first From line; "" for none."""
    lines = text.split("\n")
    at = _forward_at(lines, passed_on=passed_on)
    if at is None:
        return ""
    found = next((line for one in lines[at : at + 6] if _HEAD.match(line := one.lstrip("> "))), "")
    return re.sub(r"\[mailto:([^\]]+)\]", r"<\1>", found.partition(":")[2].strip(" *"))


def without_forward_head(text: str, *, passed_on: bool = False) -> str:
    """What is forwarded without the lines that say from whom: they are no fields of a form."""
    lines = text.split("\n")
    at = _forward_at(lines, passed_on=passed_on)
    if at is None:
        return text
    marks = (_FORWARD, _BAR, _HEAD, _HEAD_GOES_ON)
    rest = [line for line in lines[at : at + 8] if not any(mark.match(line.lstrip("> ")) for mark in marks)]
    return "\n".join([*lines[:at], *rest, *lines[at + 8 :]])
