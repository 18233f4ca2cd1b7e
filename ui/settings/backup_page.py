"""Backups: make one, see when the last was made, bring one back."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QListWidgetItem

from crm_desktop.backups.acting import back_up, bring_back
from crm_desktop.backups.making import SUFFIX, list_backups
from crm_desktop.backups.records import Backup, BackupMade, Restored
from crm_desktop.backups.restoring import backups_folder
from crm_desktop.backups.scheduled import BackupState, backup_state
from ui import formats, prompts
from ui.seat import Seat
from ui.settings.page import SettingsPage
from ui.widgets.busy import BusyOverlay, Watch
from ui.widgets.fields import Field
from ui.widgets.parts import Told, button, row, text

FOLDER = "backup/folder"


class BackupPage(SettingsPage):
    """Works on large files beside everything else; can be stopped, and then there is no half file."""

    def __init__(self, seat: Seat, kept: QSettings) -> None:
        about = self.tr(
            "One file holds the whole company; every backup is read back and verified. Keep copies elsewhere too."
        )
        super().__init__(seat, self.tr("Backup"), about)
        self._kept = kept
        self._backups: list[Backup] = []
        self.told = Told()
        self._last = text(role="heading", name="last_backup")
        self._auto = text(role="muted", wrap=True, name="nightly_backup")
        self._folder = QLineEdit(str(kept.value(FOLDER, "") or backups_folder()))
        self._folder.setObjectName("backup_folder")
        self._folder.setReadOnly(True)
        self._choose = button(self.tr("Choose…"), name="choose_folder")
        self._make = button(self.tr("Back up now"), role="primary", name="make_backup", icon="floppy-disk")
        self.list = QListWidget()
        self.list.setObjectName("backups")
        self.list.setAccessibleName(self.tr("Backups in this folder"))
        self.list.setProperty("look", "entries")
        self._restore = button(self.tr("Restore the selected one…"), name="restore_chosen")
        self._other = button(self.tr("Restore from a file…"), name="restore_file")
        self._lay_out()
        self._busy = BusyOverlay(self)
        self._connect()

    def _lay_out(self) -> None:
        self.body.addWidget(self.told)
        self.body.addWidget(self._last)
        self.body.addWidget(self._auto)
        field = Field(
            self.tr("Folder for backups"),
            self._folder,
            self.tr("Best on another disk, or in a folder that is synchronised elsewhere."),
        )
        self.body.addWidget(field)
        self.body.addWidget(row(self._choose, None, self._make))
        self.body.addWidget(text(self.tr("Backups in this folder"), role="heading"))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(row(self._restore, self._other, None))
        self._restore.setEnabled(False)

    def _connect(self) -> None:
        self._choose.clicked.connect(self._on_choose)
        self._make.clicked.connect(self._on_make)
        self.list.currentRowChanged.connect(lambda at: self._restore.setEnabled(at >= 0))
        self._restore.clicked.connect(self._on_restore)
        self._other.clicked.connect(self._on_other)

    @property
    def folder(self) -> Path:
        return Path(self._folder.text())

    def start(self) -> None:
        folder = self.folder
        self.seat.try_out(lambda: list_backups(folder), self._on_listed, owner=self)
        self.seat.read(backup_state, self._on_state, owner=self, latest="state")

    def _on_state(self, state: BackupState) -> None:
        """Of the backups that are made by themselves, wherever that is."""
        if not state.tried:
            said = self.tr("A backup is made once a day: by the office server, or by this window while it is open.")
        elif state.code:
            tried = formats.when(datetime.fromisoformat(state.tried))
            said = self.tr("The nightly backup failed {when} on {place}: {reason}").format(
                when=tried, place=state.place, reason=state.reason
            )
        else:
            made = formats.when(datetime.fromisoformat(state.made))
            said = self.tr("The nightly backup was made {when} on {place}.").format(when=made, place=state.place)
        self._auto.setText(said)

    def _on_listed(self, backups: Sequence[Backup]) -> None:
        self._backups = list(backups)
        self.list.clear()
        for one in self._backups:
            size = self.tr("{size} MB").format(size=formats.count(max(1, round(one.size / 1_000_000))))
            rows = self.tr("{count} records").format(count=formats.count(one.rows))
            said = f"{formats.when(one.made_at)} · {one.company or Path(one.file).stem} · {rows} · {size}"
            item = QListWidgetItem(said)
            item.setToolTip(one.file)
            self.list.addItem(item)
        if self._backups:
            last = self.tr("Last backup: {when}").format(when=formats.when(self._backups[0].made_at))
        else:
            last = self.tr("There is no backup in this folder yet.")
        self._last.setText(last)
        self._restore.setEnabled(self.list.currentRow() >= 0)

    def _on_choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), self.tr("Folder for backups"), self._folder.text())
        if chosen:
            self.use_folder(Path(chosen))

    def use_folder(self, folder: Path) -> None:
        """From now on backups go there and are looked for there."""
        self._folder.setText(str(folder))
        self._kept.setValue(FOLDER, str(folder))
        self.start()

    def _on_make(self) -> None:
        self.told.dismiss()
        database, actor, folder, watch = self.seat.database, self.seat.actor, self.folder, Watch(self._busy)
        self._busy.begin(self.tr("Making the backup…"), can_cancel=True)
        self.seat.try_out(
            lambda: back_up(database, folder, actor=actor, progress=watch.step),
            self._on_made,
            owner=self,
            on_error=self.told.refuse,
            on_end=self._busy.end,
        )

    def _on_made(self, made: BackupMade) -> None:
        name, size = Path(made.backup.file).name, formats.count(max(1, round(made.backup.size / 1_000_000)))
        said = self.tr("The backup is made and verified: {file} ({size} MB).").format(file=name, size=size)
        if made.problems:
            said += "\n" + self.tr("There are problems in the data itself: {problem}").format(problem=made.problems[0])
        self.told.say(said, good=not made.problems)
        self.start()

    def _on_restore(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._backups):
            self._bring_back(Path(self._backups[at].file), formats.when(self._backups[at].made_at))

    def _on_other(self) -> None:
        kinds = self.tr("Backups") + f" (*{SUFFIX});;" + self.tr("All files") + " (*)"
        file = prompts.person().which_file(self, kinds)
        if file is not None:
            self._bring_back(file, file.name)

    def _bring_back(self, file: Path, named: str) -> None:
        question = self.tr(
            "Everything returns to the state of the backup “{backup}”, on every workstation. The present state "
            "is backed up first."
        ).format(backup=named)
        if not prompts.person().confirm_irrevocable(self, question, do_it=self.tr("Restore")):
            return
        self.told.dismiss()
        database, actor, folder, watch = self.seat.database, self.seat.actor, self.folder, Watch(self._busy)
        self._busy.begin(self.tr("Restoring the backup…"), can_cancel=not database.is_sqlite)
        self.seat.try_out(
            lambda: bring_back(database, file, folder, actor=actor, progress=watch.step),
            self._on_back,
            owner=self,
            on_error=self.told.refuse,
            on_end=self._busy.end,
        )

    def _on_back(self, done: Restored) -> None:
        said = [
            self.tr("The data is as it was {when}.").format(when=formats.when(done.backup.made_at)),
            self.tr("The state before that is kept in {file}.").format(file=Path(done.kept or "").name),
        ]
        if done.held_back:
            said.append(
                self.tr("Print jobs and e-mails held back, since they may have gone out already: {count}.").format(
                    count=done.held_back
                )
            )
        if done.problems:
            said.append(self.tr("There are problems in the data itself: {problem}").format(problem=done.problems[0]))
        self.told.say("\n".join(said), good=not done.problems)
        self.start()
