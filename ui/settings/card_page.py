"""A page over the company's own settings: one card of them, saved by the version of each."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm_desktop.company import SaveSettings, SettingsCard, SettingsSaved, save_settings, settings_card
from crm_desktop.settings import Settings
from db.vocabulary import Topic
from ui.seat import Seat
from ui.settings.asks import Ask, Values
from ui.settings.page import Editor, SettingsPage


class CardPage(SettingsPage):
    """The subclass tells its fields, and how they stand in the settings."""

    def __init__(self, seat: Seat, title: str, about: str, asks: Sequence[Ask]) -> None:
        super().__init__(seat, title, about)
        self.editor = Editor(asks)
        self.editor.keep_typed(seat.typed)
        self.body.addWidget(self.editor, 1)
        self.page.addWidget(self.editor.foot)
        self.card: SettingsCard | None = None
        self._mine: Values = {}
        self._newer: SettingsCard | None = None
        self.editor.save_wanted.connect(lambda values: self._save(values, self.card))
        self.editor.over_wanted.connect(lambda values: self._save(values, self._newer))
        seat.live.subscribe(self, (Topic.SETTINGS,), lambda _changes: self.start())

    def values_of(self, settings: Settings) -> Values:
        raise NotImplementedError

    def applied(self, settings: Settings, values: Mapping[str, Any]) -> Settings:
        raise NotImplementedError

    def after_save(self, values: Mapping[str, Any]) -> None:
        """What is kept elsewhere, once the rest is saved."""

    def start(self) -> None:
        self.seat.read(settings_card, self._on_read, owner=self, latest="card")

    def _on_read(self, card: SettingsCard) -> None:
        """What is being typed is not pulled from under anyone: the save then says what is newer."""
        values = self.values_of(card.settings)
        if self.card is not None and values == self.editor.opened:
            self.card = card  # nothing of this page; what is told stays
        elif self.card is None or not self.editor.touched:
            self.card = card
            self.editor.begin(values, key=self._key)

    def _save(self, values: Values, over: SettingsCard | None) -> None:
        if over is None:
            return
        self._mine = values
        command = SaveSettings(self.applied(over.settings, values), over.versions)
        self.seat.do(
            save_settings,
            command,
            self._on_saved,
            owner=self,
            on_error=lambda refusal: self.editor.refuse(refusal, self._on_stale),
        )

    @property
    def _key(self) -> str:
        return f"settings/{type(self).__name__}"

    def _on_saved(self, _saved: SettingsSaved) -> None:
        self.editor.saved()
        self.after_save(self._mine)

        def read(card: SettingsCard) -> None:
            self.card = card
            self.editor.begin(self.values_of(card.settings), key=self._key)
            self.editor.told.say(self.tr("Saved."), good=True)

        self.seat.read(settings_card, read, owner=self)

    def _on_stale(self) -> None:
        def read(card: SettingsCard) -> None:
            self._newer = card
            if not self.editor.meet(self._mine, self.values_of(card.settings)):
                self._save(self._mine, card)

        self.seat.read(settings_card, read, owner=self)
