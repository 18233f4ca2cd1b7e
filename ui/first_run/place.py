"""Where this workstation's books lie, as a part of the settings: tried for real, kept for the next start."""

from PySide6.QtCore import QSettings

from crm_desktop.server import Server, server_of
from ui.first_run.answers import Answers
from ui.first_run.keeping import HERE, PLACE, keep_place
from ui.first_run.place_page import PlacePage


class Place(PlacePage):
    """As it stands, to be changed."""

    def __init__(self, kept: QSettings) -> None:
        url = str(kept.value(PLACE, HERE))
        super().__init__(Answers(server=None if url == HERE else server_of(url)))

    def keep(self, kept: QSettings, server: Server | None) -> bool:
        return keep_place(kept, server)
