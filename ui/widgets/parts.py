"""Small parts: titled text, pills, buttons, cards, what was told, pictures of papers."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import labels


def text(content: str = "", *, role: str = "", wrap: bool = False, name: str = "") -> QLabel:
    label = QLabel(content)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    if name:
        label.setObjectName(name)
    return label


class Pill(QLabel):
    """A stored word with its meaning's colour: word and ground, never colour alone."""

    def show_word(self, word: object) -> None:
        self.setText(labels.label(word))
        self.setProperty("pill", labels.meaning(word))
        self.style().unpolish(self)
        self.style().polish(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def button(title: str, *, role: str = "", name: str = "", shortcut: str = "") -> QPushButton:
    made = QPushButton(title)
    made.setAccessibleName(title)
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    if shortcut:
        made.setShortcut(shortcut)
        made.setToolTip(f"{title} ({shortcut})")
    return made


def card(*widgets: QWidget, stretch: int = -1) -> QFrame:
    """Widgets under each other on a ground of their own."""
    frame = QFrame()
    frame.setProperty("role", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 12, 12, 12)
    layout.setSpacing(8)
    for number, widget in enumerate(widgets):
        layout.addWidget(widget, 1 if number == stretch else 0)
    if stretch < 0:
        layout.addStretch(1)
    return frame


def row(*widgets: QWidget | None) -> QWidget:
    """Widgets beside each other; None is a spring."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return holder


class Told(QFrame):
    """A bar in the page: what succeeded goes by itself, what needs a decision stays."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("told")
        self._label = text(wrap=True, name="told_text")
        close = button("×", role="link", name="told_close")
        close.setAccessibleName(self.tr("Close the message"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self._label, 1)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, *, good: bool) -> None:
        self._label.setText(sentence)
        self.setProperty("role", "told-good" if good else "told-bad")
        for widget in (self, self._label):
            self.style().unpolish(widget)
            self.style().polish(widget)
        self.show()
        if good:
            self._timer.start(6000)
        else:
            self._timer.stop()


class PaperView(QScrollArea):
    """Pages of a PDF or a picture of a label, as wide as there is room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self._holder = QWidget()
        self._layout = QVBoxLayout(self._holder)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(self._holder)

    def show_pages(self, pages: list[QImage]) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        for page in pages:
            label = QLabel()
            label.setPixmap(QPixmap.fromImage(page))
            self._layout.addWidget(label)

    def clear(self) -> None:
        self.show_pages([])


def pdf_pages(pdf: bytes, *, scale: float = 1.1) -> list[QImage]:
    """Pictures of a PDF's pages; made off the GUI thread."""
    import pypdfium2

    pages = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        picture = page.render(scale=scale).to_pil().convert("RGB")
        content = picture.tobytes()
        image = QImage(content, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
        pages.append(image.copy())
    document.close()
    return pages
