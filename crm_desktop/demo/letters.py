"""What customers write, in their words: subject and message by channel; what is answered."""

from typing import Any

from crm_desktop.demo import words
from crm_desktop.demo.dice import Dice
from crm_desktop.demo.goods import Good
from crm_desktop.demo.people import INSTITUTION, INTERNET, Customer
from crm_desktop.folding import fold

Question = tuple[str, str, str]
"""Subject, its folded words before the product, text."""


class Letters:
    def __init__(self, dice: Dice) -> None:
        told = words.told("letters")
        self._dice, self._greetings, self._closings = dice, told["greetings"], told["closings"]
        self._questions = {kind: [_question(text) for text in texts] for kind, texts in told["questions"].items()}
        self._answers: dict[str, list[str]] = told["answers"]
        self.lost: dict[str, str] = told["answers"]["lost"]
        self._notes: list[str] = told["notes"]["order"]

    def inquiry(self, customer: Customer, good: Good, packs: int, channel: str) -> tuple[str, str, str]:
        """Subject, the same folded, message: a note of whoever took the call, or a letter with its signature."""
        dice = self._dice
        if channel in ("phone", "counter"):
            kind = channel
        else:
            kind = {INTERNET: "person", INSTITUTION: "institution"}.get(customer.group, "company")
        subject, folded, text = dice.one_of(self._questions[kind])
        values = {"good": good.name, "amount": good.amount(packs), "where": customer.where}
        body = _filled(text, **values, who=customer.person, phone=customer.phone)
        if kind != channel:
            signed = customer.person if customer.group == INTERNET else f"{customer.person}\n{customer.name}"
            ends = f"{dice.one_of(self._closings)}\n{signed}\ntel. {customer.phone}"
            body = f"{dice.one_of(self._greetings)}\n{body}\n\n{ends}"
        return subject.replace("{good}", good.name), f"{folded} {good.folded}", body

    def answer(self, good: Good, packs: int, seller: str, *, spoken: bool) -> str:
        text = self._dice.one_of(self._answers["spoken" if spoken else "written"])
        return _filled(text, good=good.name, amount=good.amount(packs), seller=seller)

    def note(self) -> str:
        """On an order: mostly nothing."""
        return self._dice.one_of(self._notes) if self._dice.happens(0.12) else ""


def _question(told: str) -> Question:
    subject, _, text = told.partition("|")
    return subject, fold(subject.replace("{good}", "")), text


def _filled(text: str, **values: Any) -> str:
    """Units end in a dot of their own ("szt.")."""
    return text.format(**values).replace("..", ".")
