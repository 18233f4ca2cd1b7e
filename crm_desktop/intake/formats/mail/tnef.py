"""winmail.dat, into which Outlook packs what it sends to Exchange: the files inside it."""

import struct

from crm_desktop.intake.formats.charsets import decoded

SIGNATURE = 0x223E9F78
KINDS = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
MOST_FILES = 200
_RENDERING, _TITLE, _DATA, _PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_LONG_NAME, _NAME, _CONTENT = 0x3707, 0x3704, 0x3701
_FIXED = {0x0002: 4, 0x0003: 4, 0x0004: 4, 0x000A: 4, 0x000B: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x0014: 8}
_FIXED |= {0x0040: 8, 0x0048: 16}
_TEXTS = frozenset({0x001E, 0x001F, 0x0102, 0x000D})


def files_of(raw: bytes) -> list[tuple[str, bytes]]:
    """(name, content) of each; [] for what is no such file or is cut off: it is kept as it came then."""
    try:
        return _files(raw)
    except (struct.error, ValueError, IndexError):
        return []


def _files(raw: bytes) -> list[tuple[str, bytes]]:
    if len(raw) < 6 or struct.unpack_from("<I", raw)[0] != SIGNATURE:
        return []
    found: list[dict[int, bytes]] = []
    position = 6
    while position + 9 <= len(raw):
        level, attribute, _, length = struct.unpack_from("<BHHI", raw, position)
        start = position + 9
        if start + length + 2 > len(raw):
            raise ValueError("cut off")
        data = raw[start : start + length]
        position = start + length + 2
        if level != 2 or len(found) > MOST_FILES:
            continue
        if attribute == _RENDERING or not found:
            found.append({})
        if attribute in (_TITLE, _DATA):
            found[-1][attribute] = data
        elif attribute == _PROPERTIES:
            found[-1] |= _properties(data)
    return [told for one in found if (told := _file(one))[1]]


def _file(one: dict[int, bytes]) -> tuple[str, bytes]:
    name = one.get(_LONG_NAME) or one.get(_NAME) or one.get(_TITLE, b"")
    return decoded(name.rstrip(b"\x00")), one.get(_DATA) or one.get(_CONTENT, b"")


def _properties(data: bytes) -> dict[int, bytes]:
    """Of an attachment, by their number: only its names and its content are wanted."""
    (count,) = struct.unpack_from("<I", data)
    position, found = 4, {}
    for _ in range(min(count, 1_000)):
        kind, number = struct.unpack_from("<HH", data, position)
        position += 4
        if number >= 0x8000:
            position = _named(data, position)
        several = bool(kind & 0x1000)
        base = kind & 0x0FFF
        times = 1
        if several or base in _TEXTS:
            (times,) = struct.unpack_from("<I", data, position)
            position += 4
        for _ in range(min(times, 1_000)):
            if base in _TEXTS:
                (size,) = struct.unpack_from("<I", data, position)
                value = data[position + 4 : position + 4 + size]
                position += 4 + (size + 3) // 4 * 4
                found[number] = _utf8(value) if base == 0x001F else value
            else:
                position += max(4, _FIXED[base]) if base in _FIXED else _unknown(base)
    return found


def _named(data: bytes, position: int) -> int:
    """A property that has a name of its own: 16 bytes of whose it is, then a number or a text."""
    (kind,) = struct.unpack_from("<I", data, position + 16)
    if kind == 0:
        return position + 24
    (size,) = struct.unpack_from("<I", data, position + 20)
    return position + 24 + (int(size) + 3) // 4 * 4


def _unknown(kind: int) -> int:
    raise ValueError(f"property of kind {kind}")


def _utf8(value: bytes) -> bytes:
    return value.decode("utf-16-le", errors="replace").encode("utf-8", errors="replace")
