"""Keys of a report as people of a language say them: for papers and sheets that leave."""

from crm_desktop.words import say
from db.vocabulary import Channel, FunnelStage, LostReason


def spoken(dimension: str, key: str, language: str, *, name: str = "") -> str:
    """One key of a dimension; nothing has words of its own, imported words stay as they are."""
    if dimension == "lost":
        return say(f"reports.reason_{key or 'untold'}", language) if key in ("", *LostReason) else key
    if not key:
        return say(f"reports.without_{dimension}", language)
    match dimension:
        case "stage" | "standing" | "lost_at" if key in tuple(FunnelStage):
            return say(f"reports.stage_{key}", language)
        case "state" | "why":
            return say(f"reports.{dimension}_{key}", language)
        case "channel" if key in tuple(Channel):
            return say(f"reports.channel_{key}", language)
        case "month":
            return f"{key[5:]}.{key[:4]}" if language == "pl" else key
    return name or key
