from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.charts import Bar, BarChart, FunnelBar, FunnelChart

STAGES = [
    FunnelBar("received", "Przyszło", 1284, "1 284", share="100,0%", compared=1088, compared_shown="rok temu 1 088"),
    FunnelBar("answered", "Odpowiedziano", 1219, "1 219", share="94,9%", kept="94,9%"),
    FunnelBar("offered", "Oferta", 3, "3", share="0,2%", kept="0,2%"),
]


@pytest.fixture
def funnel(qtbot: QtBot) -> FunnelChart:
    chart = FunnelChart()
    qtbot.addWidget(chart)
    chart.resize(600, 400)
    chart.show_stages(STAGES)
    chart.show()
    return chart


def middle(chart: FunnelChart | BarChart, index: int) -> QPoint:
    return chart.shape(index).boundingRect().center().toPoint()


def width(chart: FunnelChart, index: int) -> float:
    return chart.shape(index).boundingRect().width()


def test_that_every_stage_can_be_pressed_however_thin(funnel: FunnelChart, qtbot: QtBot) -> None:
    for index, stage in enumerate(STAGES):
        with qtbot.waitSignal(funnel.stage_clicked) as clicked:
            qtbot.mouseClick(funnel, Qt.MouseButton.LeftButton, pos=middle(funnel, index))
        assert clicked.args == [stage.key]


def test_that_a_press_beside_the_shapes_says_nothing(funnel: FunnelChart, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(funnel.stage_clicked, wait=20):
        qtbot.mouseClick(funnel, Qt.MouseButton.LeftButton, pos=QPoint(funnel.width() - 2, middle(funnel, 2).y()))


def test_that_widths_are_to_scale_from_zero(funnel: FunnelChart) -> None:
    assert width(funnel, 1) / width(funnel, 0) == pytest.approx(1219 / 1284, abs=0.001)


def test_that_the_funnel_is_walked_by_keyboard(funnel: FunnelChart, qtbot: QtBot) -> None:
    qtbot.keyClick(funnel, Qt.Key.Key_Down)
    qtbot.keyClick(funnel, Qt.Key.Key_Down)
    assert funnel.accessibleDescription() == (
        "Odpowiedziano: 1 219 · 94,9% z pierwszego etapu · 94,9% z poprzedniego etapu"
    )
    with qtbot.waitSignal(funnel.stage_clicked) as pressed:
        qtbot.keyClick(funnel, Qt.Key.Key_Return)
    assert pressed.args == ["answered"]
    qtbot.keyClick(funnel, Qt.Key.Key_End)
    assert funnel.current_key == "offered"


def test_that_shapes_do_not_overlap_and_stay_inside(funnel: FunnelChart) -> None:
    for size in ((360, 240), (600, 400), (1400, 900)):
        funnel.resize(*size)
        shapes = [funnel.shape(index).boundingRect() for index in range(len(STAGES))]
        assert all(above.bottom() < below.top() for above, below in pairwise(shapes))
        assert all(shape.left() > 0 and shape.right() < size[0] for shape in shapes)


def test_that_an_empty_funnel_takes_keys_and_clicks_in_silence(funnel: FunnelChart, qtbot: QtBot) -> None:
    funnel.show_stages([])
    with qtbot.assertNotEmitted(funnel.stage_clicked, wait=20):
        qtbot.keyClick(funnel, Qt.Key.Key_Down)
        qtbot.keyClick(funnel, Qt.Key.Key_Return)
        qtbot.mouseClick(funnel, Qt.MouseButton.LeftButton, pos=QPoint(300, 50))
    funnel.show_stages([FunnelBar("received", "Przyszło", 0, "0")])
    assert width(funnel, 0) == 8


def test_that_a_bar_is_pressed_anywhere_in_its_row(qtbot: QtBot) -> None:
    chart = BarChart("Towary")
    qtbot.addWidget(chart)
    chart.resize(500, 200)
    chart.show_bars(
        [Bar("flour", "Mąka", 900, "9,00"), Bar("salt", "Sól", 1, "0,01"), Bar("back", "Zwrot", -300, "-3,00")]
    )
    chart.show()
    with qtbot.waitSignal(chart.bar_clicked) as clicked:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(490, middle(chart, 1).y()))
    assert clicked.args == ["salt"]
    left, right = chart._columns()
    zero, unit = chart._scale(left, right)
    assert (round(zero - 300 * unit), round(zero + 900 * unit)) == (left, right)
    assert chart.words(2) == "Zwrot: -3,00"
