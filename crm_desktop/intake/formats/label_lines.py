"""`Name: value` lines of a form mail or a plain text post -> fields; values may go on over lines."""

import re
from collections import Counter
from functools import lru_cache

from crm_desktop.intake.field_maps import meaning_of, squeezed
from crm_desktop.intake.formats.goods_told import one_told
from crm_desktop.intake.formats.label_blocks import block_pairs
from crm_desktop.intake.formats.shapes import MOST_FIELDS

Pair = tuple[str, str]
LONGEST_LABEL = 80
MOST_BEFORE = 4
"""Lines of greeting that a form mail may begin with: more, and a person wrote it."""
_LABEL = re.compile(
    r"^(?:\d{1,2}[.)])?[^\w\n<>@\"'(+|]{0,60}([^\W\d_][^:=\n]{0,79}?)[\s*]*(?::|=>?)(?!//|\d\d\b)[ \t*]*(.*)$"
)
_BRACKETED = re.compile(r"^\s{0,4}\[([^\W\d_][^\[\]\n]{0,40})\][ \t]*:?[ \t]*(.*)$")
_DOTTED = re.compile(r"^\s{0,4}([^\W\d_][^:=\n.]{0,40}?)[ \t]*[.…_]{3,}[ \t]*:?[ \t]*(\S.*)$")
_DASHED = re.compile(r"^[\s*•·]{0,6}([^\W\d_][^:=\n]{0,40}?)\s+(?:[-–—|→»]|->)\s+(\S.*)$")
_SPACED = re.compile(r"^\s{0,60}([^\W\d_]\S*(?: \S+){0,5})(?: {3,}|\xa0{2,})(\S.*)$")
_CELLS = re.compile(r"^\s*\|?\s*([^\W\d_][^:=\n|\t]{0,60}?)\s*[|\t]\s*([^|\t]*?)\s*\|?\s*$")
_LOOKS = (_LABEL, _DASHED, _BRACKETED, _DOTTED, _CELLS, _SPACED)
MOST_LINES = 400
_ENDS = re.compile(
    r"^(?:--\s*$|_{5,}|={5,}|-{5,}$|sent (?:from|via|by)\b|wysłan[oe] (?:z|ze|przez)\b"
    r"|(?:this|ta|tę|diese?) (?:e-?mail|mail|message|wiadomość|nachricht)\b.{0,30}(?:sent|wysłan|gesendet|generated)"
    r"|(?:wiadomość|e-mail) (?:została )?(?:wysłan[ay]|wygenerowan[ay]))",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:witaj|witam|dzie[nń] dobry|cze[sś][cć]|szanown|hi\b|hello|dear|hallo|guten tag|sehr geehrte|добр)"
    r"\W*(?:\S+\W*){0,4}$"
    r"|.{0,60}(?:formularz|otrzyma[lł]|nowe? (?:zapytanie|zg[lł]oszenie|zam[oó]wienie|wiadomo[sś][cć])"
    r"|nowa wiadomo[sś][cć]"
    r"|wiadomo[sś][cć] ze strony|zapytanie ze strony|masz now|dane (?:klienta|kontaktowe|z formularza)|tre[sś][cć] zg"
    r"|contact form|new (?:message|submission|entry|lead|order|inquiry|enquiry|contact)|has been submitted|received"
    r"|form submission|submitted|kontaktformular|neue (?:nachricht|anfrage)|pole\b.{0,12}\bwarto)",
    re.IGNORECASE,
)
"""What a form mail begins with by itself; every other word before its fields is a person's."""
_HEAD_WORDS = frozenset("from to date sent cc od do data wyslano von an gesendet datum subject temat betreff".split())
"""Three of these at the top are the head of a mail that was passed on, no form."""
_COLUMNS = frozenset(
    (left, right)
    for left in ("pytanie", "pole", "nazwa", "question", "field", "name", "feld", "frage", "label")
    for right in ("odpowiedz", "wartosc", "answer", "value", "wert", "antwort")
)
"""The head of a table of two columns is nobody's answer."""
_RULED = re.compile(r"^([^\n]{2,60})\n[ \t]*[-=_~*]{3,}[ \t]*$", re.MULTILINE)
_SIGNS = frozenset({"phone", "nip", "company"})
"""What stands in a signature or beside "invoice to" as well."""
_SPEAKS = frozenset({"name", "first_name", "last_name", "company", "email", "phone", "nip"})
_MAIN = frozenset({"message", "product", "quantity", "subject"})


def label_pairs(text: str) -> list[Pair]:
    """All labelled lines in their order; what stands before the first of them is left out."""
    pairs: list[Pair] = []
    lines = text.split("\n")
    looks = _looks(lines)
    for line in lines:
        if pairs and _ENDS.match(line.strip()):
            break
        found = _labelled(line, pairs, looks)
        if found is not None:
            pairs.append(found)
        elif pairs:
            label, value = pairs[-1]
            pairs[-1] = (label, f"{value}\n{line.rstrip()}")
        if len(pairs) > MOST_FIELDS:
            break
    told = [(label, _whole(label, value.strip("\n").strip())) for label, value in pairs]
    return [pair for pair in told if (squeezed(pair[0]), squeezed(pair[1])) not in _COLUMNS]


def _whole(label: str, value: str) -> str:
    """ "mam pytanie: czy macie sól?" is a sentence of a person, and its beginning is a part of it."""
    is_sentence = label[:1].islower() and " " in label and meaning_of(label, {}) == "message"
    return f"{label}: {value}" if is_sentence and value else value


def _looks(lines: list[str]) -> frozenset[re.Pattern[str]]:
    """How this text sets a label apart from its value, besides a colon: what it does twice is its way."""
    seen: Counter[re.Pattern[str]] = Counter()
    for line in lines[:MOST_LINES]:
        found = _found(line)
        if found is not None and found.re is not _LABEL and meaning_of(found[1].strip(" *"), {}):
            seen[found.re] += 1
    return frozenset({_LABEL, *(look for look, times in seen.items() if times > 1)})


@lru_cache(maxsize=512)
def _found(line: str) -> re.Match[str] | None:
    found = next((told for look in _LOOKS if (told := look.match(line))), None)
    return found if found is not None and len(found[1]) <= LONGEST_LABEL else None


def _labelled(line: str, pairs: list[Pair], looks: frozenset[re.Pattern[str]]) -> Pair | None:
    """Inside a message only a label with a meaning of its own begins something new."""
    found = _found(line)
    if found is None:
        return None
    label, value = found[1].strip(" *"), found[2].strip()
    meaning = meaning_of(label, {})
    if found.re not in looks and not meaning:
        return None
    in_message = bool(pairs) and meaning_of(pairs[-1][0], {}) == "message"
    if in_message and found.re in looks - {_LABEL} and len(label.split()) <= 6:
        return label, value
    if in_message and (not meaning or meaning == "message" or len(label.split()) > 4):
        return None
    if not meaning and (len(label.split()) > 6 or line[:1].isspace()):
        return None
    return label, value


def form_fields(text: str) -> list[Pair]:
    """The fields of a form mail; [] for what a person wrote, though it may hold a line like `Tel: 600 700 800`."""
    text = _without_rules(text)
    lines = [line for line in text.split("\n") if line.strip()]
    looks = _looks(lines)
    pairs, first = label_pairs(text), next((number for number, line in enumerate(lines) if _begins(line, looks)), None)
    blocks, begin = block_pairs(_before_end(text))
    if meant(blocks) > meant(pairs):
        pairs, first = blocks, begin
    if first is None or first > MOST_BEFORE:
        return []
    if sum(squeezed(label) in _HEAD_WORDS for label, _ in pairs[:6]) >= 3:
        return []
    meanings = [meaning_of(label, {}) for label, value in pairs if value]
    speaking, main = _SPEAKS & set(meanings), _MAIN & set(meanings)
    if len(speaking) + len(main) < 2 or not speaking or (not main and speaking <= _SIGNS):
        return []
    above = [line for line in lines[:first] if _labelled(line, [], looks) is None]
    before = "\n".join(line.strip() for line in above if not _GREETING.match(line.strip(" *#-=>")))
    return [("message", before), *pairs] if any(char.isalpha() for char in before) else pairs


def _begins(line: str, looks: frozenset[re.Pattern[str]]) -> bool:
    """Goods with their count ("- sól: 3 szt.") are a person's line."""
    found = _labelled(line, [], looks)
    return found is not None and (bool(meaning_of(found[0], {})) or one_told(line.strip(" *•-")) is None)


def _without_rules(text: str) -> str:
    """A label may be underlined; where two are that are understood, the others are labels as well."""
    ruled = [found for found in _RULED.finditer(text) if meaning_of(found[1].strip(), {})]
    if not ruled:
        return text
    return _RULED.sub(lambda found: found[1] if len(ruled) > 1 or meaning_of(found[1].strip(), {}) else found[0], text)


def _before_end(text: str) -> list[str]:
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines) if number and _ENDS.match(line.strip())), len(lines))
    return lines[:end]


def meant(pairs: list[Pair]) -> int:
    """How many of them say something that is understood."""
    return sum(bool(value and meaning_of(label, {})) for label, value in pairs)
