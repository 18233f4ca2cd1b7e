"""How what people search is folded (law 14): case, accents, ł and friends, digits of phones."""

import re
import unicodedata

_SPECIAL = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_PHONE_GLUE = re.compile(r"(?<=\d)[\s\-./()]+(?=\d)")


class _Folded(dict[int, str]):
    """What each character becomes, found out when it is first met: folding never looks beyond one character."""

    def __missing__(self, code: int) -> str:
        before, plain = "", chr(code)
        while plain != before:  # a decomposed letter may be a capital again (𝐴), or carry a further mark
            before, plain = plain, _plainer(plain)
        self[code] = plain
        return plain


def _plainer(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_FOLDED = _Folded()


def fold(text: str) -> str:
    """ "Żółć Sp. z o.o." -> "zolc sp. z o.o.": what both the stored column and the question go through."""
    return " ".join(text.translate(_FOLDED).split())


def fold_digits(text: str) -> str:
    """ "+48 600-700-800" -> "+48600700800": digits joined, for numbers people type in any grouping."""
    return _PHONE_GLUE.sub("", text)


def search_text(*parts: str) -> str:
    """The folded text of a record: its words, and its numbers once more with their digits joined."""
    words = fold(" ".join(part for part in parts if part))
    joined = fold_digits(words)
    return words if joined == words else f"{words} {joined}"
