"""The order of the funnel's stages. Pure."""

from db.vocabulary import FunnelStage

STAGES: tuple[FunnelStage, ...] = tuple(FunnelStage)


def rank(stage: FunnelStage) -> int:
    """0 for received, 5 for completed: reaching a later stage counts for the earlier."""
    return STAGES.index(stage)


def furthest(one: FunnelStage, other: FunnelStage) -> FunnelStage:
    return one if rank(one) >= rank(other) else other


_MEN_IN_A = frozenset("kuba barnaba kosma bonawentura jarema sasza nikita ilja aleksa".split())
_VOCATIVES = (
    ("eł", "le"),
    ("ek", "ku"),
    ("ń", "niu"),
    ("ś", "siu"),
    ("ł", "le"),
    ("sz", "szu"),
    ("cz", "czu"),
    ("rz", "rzu"),
    ("r", "rze"),
    ("st", "ście"),
    ("t", "cie"),
    ("d", "dzie"),
    *((end, f"{end}u") for end in ("j", "l", "ch", "k", "g", "h")),
    *((end, f"{end}ie") for end in ("n", "m", "f", "w", "b", "s", "z", "p")),
)
"""How a man's first name ends when he is spoken to; the first that fits holds."""
_IRREGULAR = {"aleksander": "Aleksandrze"}


def polish_address(first_name: str) -> str:
    """How a person is spoken to in Polish: "Jadwiga" -> "Pani Jadwigo", "Marek" -> "Panie Marku"."""
    folded = first_name.casefold()
    if folded.endswith("a") and folded not in _MEN_IN_A:
        return f"Pani {first_name[:-1]}o"
    if folded in _MEN_IN_A:
        return f"Panie {first_name[:-1]}o"
    if folded in _IRREGULAR:
        return f"Panie {_IRREGULAR[folded]}"
    for end, spoken in _VOCATIVES:
        if folded.endswith(end):
            return f"Panie {first_name[: len(first_name) - len(end)]}{spoken}"
    return f"Panie {first_name}"
