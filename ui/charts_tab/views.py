"""Named views: what is on screen is kept under a name, pinned to Today, opened again, forgotten."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from crm_desktop.analytics.views import (
    LONGEST_NAME,
    ForgetView,
    KeepView,
    PinView,
    Place,
    View,
    ViewSaved,
    forget_view,
    keep_view,
    pin_view,
    views_of,
)
from crm_desktop.errors import InvalidValue, KnownError
from db.vocabulary import Topic
from ui import prompts
from ui.seat import Seat
from ui.theme import GAP
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.parts import Told

WIDTH = 420


class ViewsButton(Button):
    """A menu of the person's own views; `wanted` carries the one to open."""

    wanted = Signal(object)

    def __init__(self, seat: Seat, page: QWidget, place: Callable[[], Place | None]) -> None:
        super().__init__(self.tr("Views"), "push-pin", shortcut="Ctrl+D")
        self.setObjectName("views")
        self.setAccessibleName(self.tr("Saved views"))
        self._seat, self._page, self._place = seat, page, place
        self._views: tuple[View, ...] = ()
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._fill()
        seat.live.subscribe(self, (Topic.STAFF,), lambda _changes: self.refresh())
        self.refresh()

    @property
    def views(self) -> tuple[View, ...]:
        return self._views

    def refresh(self) -> None:
        owner = self._seat.actor.employee_id
        self._seat.read(lambda session: views_of(session, owner), self._show, owner=self, latest="views")

    def keep(self) -> None:
        """Asks for a name."""
        place = self._place()
        if place is not None:
            KeepForm(self._seat, self._page, place, self._views).show()

    def _show(self, found: tuple[View, ...]) -> None:
        self._views = found
        self._fill()

    def _fill(self) -> None:
        self._menu.clear()
        self._menu.addAction(self.tr("Save this view…")).triggered.connect(self.keep)
        if self._views:
            self._menu.addSeparator()
        for view in self._views:
            inside = self._menu.addMenu(view.name.replace("&", "&&"))
            inside.addAction(self.tr("Open")).triggered.connect(lambda _on=False, view=view: self.wanted.emit(view))
            pinned = inside.addAction(self.tr("On Today"))
            pinned.setCheckable(True)
            pinned.setChecked(view.pinned)
            pinned.triggered.connect(lambda _on=False, view=view: self._pin(view))
            inside.addAction(self.tr("Delete")).triggered.connect(lambda _on=False, view=view: self._forget(view))

    def _pin(self, view: View) -> None:
        command = PinView(view.view_id, not view.pinned)
        self._seat.do(pin_view, command, self._on_pinned, owner=self, on_error=self._on_refused)

    def _on_pinned(self, saved: ViewSaved) -> None:
        told = self.tr("“{name}” is on Today.") if saved.pinned else self.tr("“{name}” is no longer on Today.")
        prompts.person().tell(self, told.format(name=saved.name))

    def _forget(self, view: View) -> None:
        """Nothing is asked: it can be had back."""

        def back() -> None:
            again = KeepView(view.name, view.place, view.pinned)
            self._seat.do(keep_view, again, lambda _saved: None, owner=self)

        def told(saved: ViewSaved) -> None:
            said = self.tr("“{name}” is deleted.").format(name=saved.name)
            prompts.person().tell(self, said, action=self.tr("Undo"), on_action=back)

        self._seat.do(forget_view, ForgetView(view.view_id), told, owner=self)

    def _on_refused(self, refusal: KnownError) -> None:
        if isinstance(refusal, InvalidValue) and refusal.details.get("rule") == "full":
            full = self.tr("There is room for {count} views on Today. Remove one first.")
            prompts.person().tell(self, full.format(count=refusal.details["value"]))
        else:
            prompts.person().tell_refusal(self, refusal)


class KeepForm(QDialog):
    """A name, and whether it stands on Today; a name that is there already gets the new look, which is said."""

    def __init__(self, seat: Seat, parent: QWidget, place: Place, known: tuple[View, ...]) -> None:
        super().__init__(parent)
        self.setObjectName("keep_view")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save this view"))
        self._seat, self._place = seat, place
        self._known = {view.name: view for view in known}
        self._name = QLineEdit(" › ".join(step.title for step in place.steps)[:LONGEST_NAME])
        self._name.setObjectName("view_name")
        self._name.setMaxLength(LONGEST_NAME)
        self._field = Field(self.tr("Name"), self._name)
        self._pinned = QCheckBox(self.tr("Show it on Today"))
        self._pinned.setObjectName("view_pinned")
        self._pinned.setChecked(True)
        self._told = Told()
        self._save = PrimaryButton(self.tr("Keep"), "", "Ctrl+Return")
        self._save.setObjectName("keep")
        leave = Button(self.tr("Close"), shortcut="Esc")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        foot.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        for widget in (self._told, self._field, self._pinned):
            column.addWidget(widget)
        column.addLayout(foot)
        self.resize(WIDTH, self.sizeHint().height())
        self._name.selectAll()
        self._name.textChanged.connect(self._on_typed)
        self._save.clicked.connect(self._on_save)
        leave.clicked.connect(self.close)
        self._on_typed()

    def _on_typed(self) -> None:
        there = self._name.text().strip() in self._known
        self._field.show_fault("")
        self._field.show_help(self.tr("A view with this name exists: it will be replaced.") if there else "")

    def _on_save(self) -> None:
        if not self._name.text().strip():
            self._field.show_fault(self.tr("Enter a name."))
            self._name.setFocus()
            return
        command = KeepView(self._name.text(), self._place, self._pinned.isChecked())
        self._save.setEnabled(False)
        self._seat.do(keep_view, command, self._on_kept, owner=self, on_error=self._on_refused)

    def _on_kept(self, saved: ViewSaved) -> None:
        told = self.tr("“{name}” is saved and shown on Today.") if saved.pinned else self.tr("“{name}” is saved.")
        prompts.person().tell(self.parent(), told.format(name=saved.name))
        self.close()

    def _on_refused(self, refusal: Any) -> None:
        self._save.setEnabled(True)
        if isinstance(refusal, InvalidValue) and refusal.details.get("rule") == "full":
            self._pinned.setChecked(False)
            self._pinned.setFocus()
            full = self.tr("There is room for {count} views on Today. Remove one first.")
            self._told.say(full.format(count=refusal.details["value"]), good=False)
        else:
            self._told.refuse(refusal)
