"""Whose a new inquiry is: rules in their order, then in turn; and who is told of what is late."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from crm_desktop.settings import Settings
from crm_desktop.staff.queries import PEOPLE, list_employees
from crm_desktop.staff.records import Employee
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.card_page import CardPage
from ui.settings.rule_list import RuleList

PLAIN = ("in_turn", "late_to", "late_after_hours")


class AssignmentPage(CardPage):
    """Who is away is given nothing (Users and roles); a rule that names them is passed over till then."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr(
            "The first rule that fits and names someone at work decides who gets a new inquiry; the first with "
            "hours sets its deadline. What no rule assigns goes to the clerks in turn."
        )
        super().__init__(seat, self.tr("Assigning inquiries"), about, self._asks())

    def _asks(self) -> list[Ask]:
        return [
            Ask(
                "assignment_rules",
                self.tr("Rules, in order of use"),
                self.tr("Without hours the usual deadline applies."),
                Kind.RULES,
                wide=True,
            ),
            Ask(
                "in_turn",
                self.tr("New inquiries go to clerks in turn"),
                self.tr("When no rule fits. Anyone away is skipped."),
                Kind.CHECK,
                wide=True,
            ),
            Ask(
                "late_to",
                self.tr("Report late inquiries to"),
                self.tr("Once for each late inquiry."),
                Kind.CHOICE,
            ),
            Ask(
                "late_after_hours",
                self.tr("Notify after"),
                self.tr("Opening hours after the answer was due."),
                Kind.NUMBER,
                suffix=self.tr("h"),
                when=lambda values: bool(values["late_to"]),
            ),
        ]

    def start(self) -> None:
        self.seat.read(list_employees, self._on_people, owner=self, latest="people")
        super().start()

    def _on_people(self, people: Sequence[Employee]) -> None:
        rules = self.editor.form.editor("assignment_rules")
        assert isinstance(rules, RuleList)  # of Kind.RULES
        there = [(one.login, one.name) for one in people if one.active and one.role in PEOPLE]
        rules.set_people(there)
        self.editor.form.offer("late_to", [("", self.tr("nobody")), *there])

    def values_of(self, settings: Settings) -> Values:
        told: Values = {key: getattr(settings, key) for key in PLAIN}
        return {**told, "assignment_rules": [dict(rule) for rule in settings.assignment_rules]}

    def applied(self, settings: Settings, values: Mapping[str, Any]) -> Settings:
        rules = [dict(rule) for rule in values["assignment_rules"]]
        return replace(settings, **{key: values[key] for key in PLAIN}, assignment_rules=rules)
