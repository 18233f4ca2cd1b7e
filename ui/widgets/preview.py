"""Papers and labels as they will come out, page by page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import operations
from ui.theme import GAP

DOTS_PER_POINT = 2.0
"""144 dpi: sharp at the width of a page on screen, small in memory."""
WIDEST = 900


class ImageView(QScrollArea):
    """Pictures one under another, as wide as the view allows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        inside = QWidget()
        inside.setProperty("look", "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(GAP, GAP, GAP, GAP)
        self._column.setSpacing(GAP)
        self.setWidget(inside)
        self._pages: list[tuple[QLabel, QPixmap]] = []
        self._png = b""
        self._whole = False

    @property
    def shown(self) -> bytes:
        """Of the label that is shown: the bytes it was drawn from."""
        return self._png

    def show_png(self, png: bytes) -> None:
        """A label, as bytes of a PNG; all of it is seen at once."""
        image = QImage.fromData(png)
        if image.isNull():
            raise ValueError("not a picture")
        self._png, self._whole = png, True
        self.show_images([image])

    def show_images(self, images: list[QImage]) -> None:
        self.clear()
        for number, image in enumerate(images, start=1):
            page = QLabel()
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            page.setAccessibleName(self.tr("Page {number} of {count}").format(number=number, count=len(images)))
            self._column.addWidget(page)
            self._pages.append((page, QPixmap.fromImage(image)))
        self._column.addStretch(1)
        self._fit()

    def clear(self) -> None:
        self._pages.clear()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _fit(self) -> None:
        width = min(max(self.viewport().width() - 2 * GAP - 2, 100), WIDEST)
        height = max(self.viewport().height() - 2 * GAP - 2, 100)
        ratio = self.devicePixelRatioF()
        for page, picture in self._pages:
            wanted = min(int(width * ratio), picture.width())
            if self._whole:
                wanted = min(wanted, int(height * ratio * picture.width() / picture.height()))
            shown = picture.scaledToWidth(wanted, Qt.TransformationMode.SmoothTransformation)
            shown.setDevicePixelRatio(ratio)
            page.setPixmap(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class PdfView(ImageView):
    """A PDF; its pages are drawn off the GUI thread."""

    def show_pdf(self, pdf: bytes) -> None:
        operations.run(lambda: pdf_pages(pdf), on_done=self.show_images, owner=self, latest="pdf")


def pdf_pages(pdf: bytes) -> list[QImage]:
    """Every page as a picture of its own memory; safe on any thread."""
    import pypdfium2  # only a preview needs it

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page_image(page) for page in document]
    finally:
        document.close()


def _page_image(page: "pypdfium2.PdfPage") -> QImage:  # noqa: F821  # imported on first use
    bitmap = page.render(scale=DOTS_PER_POINT, rev_byteorder=True, prefer_bgrx=True)
    layout = QImage.Format.Format_RGBX8888
    return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, layout).copy()
