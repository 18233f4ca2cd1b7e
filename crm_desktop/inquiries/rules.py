"""The order of the funnel's stages. Pure."""

from db.vocabulary import FunnelStage

STAGES: tuple[FunnelStage, ...] = tuple(FunnelStage)


def rank(stage: FunnelStage) -> int:
    """0 for received, 5 for completed: reaching a later stage counts for the earlier."""
    return STAGES.index(stage)


def furthest(one: FunnelStage, other: FunnelStage) -> FunnelStage:
    return one if rank(one) >= rank(other) else other
