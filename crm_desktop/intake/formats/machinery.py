"""Keys by which machines know each other, and no clerk: ids, times of sending, kinds of events. They stay in the raw
bytes and under "What came", and out of the message."""

import re
from functools import lru_cache

from crm_desktop.folding import fold

_ASIDE = frozenset(
    "schema context metadata definition definitions headers links fieldschema formdefinition fieldsettings".split()
)
"""What stands in one of these tells of the form or of the page; what a campaign is known by is read before."""
_IDS = frozenset("id ids uid uuid guid gid hash checksum token nonce sha md5 etag fingerprint".split())
_SPOKEN = frozenset(
    "paczkomat paczkomatu paczkomaty punkt punktu point locker inpost odbioru klienta customer tax vat przesylki"
    " employee pracownika numer number nr order zamowienia zamowienie bestell".split()
)
"""An id of one of these is known to people."""
_DONE = frozenset(
    "submitted created updated received sent modified generated started completed landed fired submission"
    " submit added".split()
)
_MOMENTS = frozenset("at on time date datetime timestamp utc gmt".split())
_ALONE = frozenset(
    "timestamp datetime webhook locale useragent ipaddress ip remoteip schema isspam apiversion livemode istest"
    " resubmission sourcepage".split()
)
_CODED = frozenset("object trigger event topic test spam action version".split())
"""A machine's word under one of these is `form.submitted` or `order/created`; a person's is anything else."""
_CODE = re.compile(r"[a-z0-9]+(?:[._/:\-][a-z0-9]+)+|page|true|false|[01]")
_MOMENT = re.compile(f"(?:{'|'.join(sorted(_DONE))})(?:{'|'.join(sorted(_MOMENTS))})")
_HAPPENINGS = frozenset("trigger event webhook hook notification delivery callback".split())
_KINDS = frozenset("type name kind version action".split())
_BROWSER = ("useragent", "browser", "referrerpolicy", "screenresolution", "timezone")
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?|\d{9,19}(?:\.\d+)?|\d{1,2}[./-]\d{1,2}[./-]\d{4}[ ,]+\d\d?:\d\d.*"
)
_BARE = re.compile(r"[\w.:\-]{0,120}")


def is_machinery(key: str, value: str) -> bool:
    """Whether nobody typed this and nobody shall read it."""
    sort = _sort(key) if len(key) <= 200 else ""
    match sort:
        case "aside":
            return not any(word in key.lower() for word in ("utm", "campaign"))
        case "id":
            return bool(_BARE.fullmatch(value))
        case "coded":
            return bool(_CODE.fullmatch(value))
        case "moment":
            return bool(_DATE.fullmatch(value))
        case _:
            return bool(sort)


@lru_cache(maxsize=8_192)
def _sort(key: str) -> str:
    """Which test its value must stand; "" for a key of people."""
    steps = [step for step in re.split(r"[\[\]]+|\.(?=\w)", key) if step and not step.isdigit()]
    if not steps:
        return ""
    if any(re.sub(r"[\W_]", "", fold(step)) in _ASIDE for step in steps[:-1]):
        return "aside"
    words = re.findall(r"[^\W_]+", fold(re.sub(r"(?<=[a-ząćęłńóśźż0-9])(?=[A-Z])", " ", steps[-1])))
    told, plain = set(words), "".join(words)
    if told & _IDS and (words[-1] in _IDS or len(words) == 1) and not told & _SPOKEN:
        return "id"
    if plain in ("timestamp", "time", "datetime") or _MOMENT.fullmatch(plain) or (told & _DONE and told & _MOMENTS):
        return "moment"
    if plain in _CODED:
        return "coded"
    if plain in _ALONE or plain.startswith(_BROWSER) or (told & _HAPPENINGS and told & _KINDS):
        return "told"
    return ""
