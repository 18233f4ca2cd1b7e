"""Replies and offers that were begun, by the inquiry's number; kept on this workstation until they are sent."""

from dataclasses import asdict
from datetime import date
from typing import Any

from ui.inquiries.offer import OfferDraft
from ui.inquiries.offer_lines import TypedLine
from ui.inquiries.reply import ReplyDraft
from ui.typed import Typed

REPLY, OFFER = "reply/", "offer/"


class Drafts:
    def __init__(self, typed: Typed) -> None:
        self._typed = typed
        self.replies = {number: ReplyDraft(**kept) for number, kept in typed.found_under(REPLY).items()}
        self.offers = {number: _offer(kept) for number, kept in typed.found_under(OFFER).items()}

    def keep(self, number: str) -> None:
        """As they are now."""
        reply, offer = self.replies.get(number), self.offers.get(number)
        self._typed.keep(REPLY + number, None if reply is None else asdict(reply))
        self._typed.keep(OFFER + number, None if offer is None else _stored(offer))


def _stored(offer: OfferDraft) -> dict[str, Any]:
    lines = [asdict(line) for line in offer.lines]
    return {**asdict(offer), "valid_until": offer.valid_until.isoformat(), "lines": lines}


def _offer(kept: dict[str, Any]) -> OfferDraft:
    lines = tuple(TypedLine(**line) for line in kept["lines"])
    return OfferDraft(lines, date.fromisoformat(kept["valid_until"]), kept["recipient"], kept["revises"])
