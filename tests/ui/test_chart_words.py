"""Words of charts never lie on each other, however long they are; their colours differ for every eye."""

import re
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from ui import charts
from ui.charts import Bar, BarChart, FunnelBar, FunnelChart, HeatMap, HeatTable, TrendChart
from ui.charts.heat_map import STRONGEST
from ui.charts.words import Words, in_lines
from ui.charts_tab.picture import Heading
from ui.theme import Meaning, Scheme, metrics
from ui.theme.tokens import TOKENS

NAME = "Przedsiębiorstwo Wielobranżowe „Świętokrzyskie Młyny Zbożowe” Żółkiewski i Wspólnicy sp. z o.o. sp. k. 2026"
ONE_WORD = "Konstantynopolitańczykowianeczkowskiewiczówna" * 2
AMOUNTS = ("123 456 789 012,34 zł", "0,00 zł", "−98 765 432,10 zł", "7,00 zł")
SIZES = ((360, 300), (520, 360), (900, 600), (1600, 900))


def tangled(chart: FunnelChart | BarChart | TrendChart | HeatMap, words: Iterable[Words]) -> list[str]:
    """Words that lie on others, stand outside the chart, or are wider than their place."""
    told = [one for one in words if one.text]
    places = [(one.text, one.place()) for one in told]
    faults = [f"{a} × {b}" for (a, one), (b, other) in combinations(places, 2) if one.intersects(other)]
    faults += [f"{text} outside" for text, place in places if place.left() < -1 or place.right() > chart.width() + 1]
    return faults + [f"{one.text} too wide" for one in told if one.place().width() > one.area.width() + 1]


@pytest.mark.parametrize("size", SIZES)
def test_that_words_of_a_ranking_never_overlap(qtbot: QtBot, size: tuple[int, int]) -> None:
    chart = BarChart("Klienci")
    qtbot.addWidget(chart)
    marks = ("nowość", "", "bez sprzedaży", "nowość")
    chart.show_bars(
        [
            Bar(str(number), name, number * 10**9, amount, number, "", mark, Meaning.GOOD)
            for number, (name, amount, mark) in enumerate(zip((NAME, ONE_WORD, NAME, "x"), AMOUNTS, marks, strict=True))
        ]
    )
    chart.resize(*size)
    assert tangled(chart, chart.placed()) == []
    left, right = chart._columns()
    words = [one for one in chart.placed() if one.text]
    assert right - left >= 48
    assert all(one.place().right() <= left or one.place().left() >= right for one in words)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("share", ["", "100,0%"])
def test_that_words_of_a_funnel_never_overlap(qtbot: QtBot, size: tuple[int, int], share: str) -> None:
    chart = FunnelChart()
    qtbot.addWidget(chart)
    chart.show_stages(
        [
            FunnelBar(str(number), name, value, amount, share, "96,0%", value * 2, f"Rok wcześniej: {amount}")
            for number, (name, value, amount) in enumerate(
                zip((NAME, ONE_WORD, NAME, "Oferta"), (10**9, 10**8, 1, 0), AMOUNTS, strict=True)
            )
        ]
    )
    chart.resize(*size)
    assert tangled(chart, chart.placed()) == []


@pytest.mark.parametrize("months", [1, 2, 7, 12, 13, 25, 60])
@pytest.mark.parametrize("size", SIZES)
def test_that_words_of_a_trend_never_overlap(qtbot: QtBot, size: tuple[int, int], months: int) -> None:
    chart = TrendChart("Miesiące")
    qtbot.addWidget(chart)
    bars = []
    for number in range(months):
        value = (number * 7919) % 13 * 10**7 - 10**7
        name = f"paź {2020 + (number + 10) // 12}"
        bars.append(Bar(str(number), name, value, f"{value / 100:,.2f} zł", value // 2, "", short=f"{value // 100:,}"))
    chart.show_bars(bars)
    chart.resize(max(size[0], chart.minimumSizeHint().width()), size[1])
    assert tangled(chart, chart.placed()) == []
    shown = {one.text for one in chart.figures()}
    assert len(chart.figures()) in (1, 2, months)
    highest = max(bars, key=lambda bar: bar.value)
    assert {highest.shown, highest.short} & shown


def test_that_every_month_is_named_and_its_year_once(qtbot: QtBot) -> None:
    chart = TrendChart("Miesiące")
    qtbot.addWidget(chart)
    names = ["lis 2025", "gru 2025", "sty 2026", "lut 2026"]
    chart.show_bars([Bar(name, name, 100, "1,00 zł") for name in names])
    chart.resize(500, 300)
    assert [one.text for one in chart.names()] == ["lis", "gru", "sty", "lut", "2026", "2025"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Sól kamienna 25 kg", ["Sól kamienna 25 kg"]),
        ("Margaryna do kremów Tortella 4 × 2,5 kg", ["Margaryna do kremów Tortella", "4 × 2,5 kg"]),
        ("Reklama w wyszukiwarce: wiosna 2026", ["Reklama w wyszukiwarce:", "wiosna 2026"]),
        ("Drożdże prasowane osmotolerancyjne Zaczyn Nadwarciański 20 × 500 g", ["Drożdże prasowane", "… 20 × 500 g"]),
        (ONE_WORD, ["…"]),
    ],
)
def test_that_a_name_takes_two_lines_and_never_breaks_its_pack(qapp: QApplication, name: str, lines: list[str]) -> None:
    letters = metrics()
    told = in_lines(name, letters, letters.horizontalAdvance("Margaryna do kremów Tortella") + 4).split("\n")
    assert len(told) == len(lines)
    assert all(
        said == wanted or (wanted[0] == "…" and said.endswith(wanted)) for said, wanted in zip(told, lines, strict=True)
    )


def wide_table() -> HeatTable:
    rows = [(str(n), name) for n, name in enumerate((NAME, ONE_WORD, "Mąki", NAME))]
    columns = [(f"c{n}", name) for n, name in enumerate(("gru 2025", NAME, ONE_WORD, "sty 2026", "Tłuszcze i oleje"))]
    cells = {(r, c): (len(r + c) * 10**6, AMOUNTS[int(r)]) for r, _ in rows for c, _ in columns}
    short = dict.fromkeys(cells, "1 234 568")
    ends = {r: AMOUNTS[0] for r, _ in rows}
    return HeatTable(rows, columns, cells, ends, short, dict.fromkeys(ends, "123 456 789"), unit="zł", short_unit=NAME)


@pytest.mark.parametrize("wide", [620, 900, 1600, 2600])
def test_that_words_of_a_two_way_table_never_overlap_and_are_as_exact_as_there_is_room(qtbot: QtBot, wide: int) -> None:
    chart = HeatMap("Tabela")
    qtbot.addWidget(chart)
    chart.show_table(wide_table())
    chart.resize(max(wide, chart.minimumSizeHint().width()), 400)
    told = list(chart.placed())
    assert tangled(chart, told) == []
    cells = {one.text for one in told} & {*AMOUNTS, "1 234 568"}
    assert cells == ({"1 234 568"} if chart.is_short else set(AMOUNTS))
    assert chart.is_short == (wide < 1600)
    assert chart.words(0).endswith(AMOUNTS[0])


def test_that_a_scrolled_table_keeps_names_and_heads_and_shows_no_part_of_a_figure(qtbot: QtBot) -> None:
    chart, area = HeatMap("Tabela"), QScrollArea()
    qtbot.addWidget(area)
    rows = [(f"r{n}", f"Grupa {n}") for n in range(40)]
    columns = [(f"2024-{n}", f"mies {n}") for n in range(30)]
    cells = {(r, c): (1_000, "20 918,27") for r, _ in rows for c, _ in columns}
    chart.show_table(HeatTable(rows, columns, cells))
    area.setWidget(chart)
    area.resize(700, 300)
    area.show()
    qtbot.waitExposed(area)
    area.horizontalScrollBar().setValue(333)
    area.verticalScrollBar().setValue(250)
    seen = chart.visibleRegion().boundingRect()
    told = list(chart.placed())
    assert tangled(chart, told) == []
    names = [one for one in told if one.text.startswith("Grupa")]
    heads = [one for one in told if one.text.startswith("mies")]
    assert {round(one.area.left()) - seen.left() for one in names} == {12}
    assert {round(one.area.top()) for one in heads} == {seen.top()}
    figures = [one.place() for one in told if one.text == "20 918,27"]
    assert figures and len(figures) == len(names) * len(heads)
    assert min(place.left() for place in figures) > max(one.place().right() for one in names)
    assert max(place.right() for place in figures) <= seen.right() + 1
    hidden = chart.shape(0).boundingRect().center()
    assert chart.index_at(hidden) == -1
    middle = figures[0].center()
    assert chart.shape(chart.index_at(middle)).boundingRect().contains(middle)


def test_that_what_one_walks_to_by_keyboard_comes_into_sight(qtbot: QtBot) -> None:
    chart, area = BarChart("Towary"), QScrollArea()
    qtbot.addWidget(area)
    chart.show_bars([Bar(str(number), f"Towar {number}", number, str(number)) for number in range(200)])
    area.setWidgetResizable(True)
    area.setWidget(chart)
    area.resize(500, 300)
    area.show()
    qtbot.waitExposed(area)
    for key, last in ((Qt.Key.Key_End, 199), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(chart, key)
        assert chart.current_key == str(last)
        assert chart.visibleRegion().boundingRect().contains(chart.shape(last).boundingRect().toRect())


EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira, Fernandes 2009, severity 1: what is seen of linear RGB."""
APART = 20
"""CIE76; what stands side by side in a picture is told apart at a glance from about ten on."""
BESIDE = (
    ("accent", "compared"),
    ("accent_hover", "compared"),
    ("accent", "surface"),
    ("compared", "surface"),
    ("on_accent", "accent"),
)
"""This period, the compared one, the ground, and the dashes of the compared one on a stage of the funnel."""


def lab(linear: Iterable[float]) -> tuple[float, float, float]:
    """CIE L*a*b* of linear sRGB, white D65."""
    red, green, blue = (min(1.0, max(0.0, part)) for part in linear)
    sums = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in sums)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: QColor, eye: str) -> tuple[float, float, float]:
    parts = colour.getRgbF()[:3]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return lab([sum(a * b for a, b in zip(row, linear, strict=True)) for row in EYES[eye]])


def distance(one: QColor, other: QColor, eye: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(seen(one, eye), seen(other, eye), strict=True)) ** 0.5


def on_ground(token: str, scheme: Scheme) -> QColor:
    """The fullest cell of a two-way table."""
    ink, ground = QColor(getattr(TOKENS[scheme], token)), QColor(TOKENS[scheme].surface)
    mixed = [STRONGEST * a + (1 - STRONGEST) * b for a, b in zip(ink.getRgbF(), ground.getRgbF(), strict=True)]
    return QColor.fromRgbF(*mixed[:3])


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("eye", EYES)
def test_that_the_colours_of_charts_differ_for_every_eye(eye: str, scheme: Scheme) -> None:
    on = TOKENS[scheme]
    told = {pair: distance(*(QColor(getattr(on, token)) for token in pair), eye) for pair in BESIDE}
    told["gain", "loss"] = distance(on_ground("accent", scheme), on_ground("bad", scheme), eye)
    assert {pair: round(far, 1) for pair, far in told.items() if far < APART} == {}


def test_that_charts_draw_in_no_other_colour_than_those_looked_at() -> None:
    known = {token for pair in BESIDE for token in pair} | {"bad", "text", "muted", "border", "outline", "row"}
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(charts.__file__).parent.glob("*.py"))
    used = set(re.findall(r'colour\(.*?"(\w+)"(?: if .*? else "(\w+)")?\)', sources))
    assert {token for pair in used for token in pair if token} - known == set()


def test_that_the_simulation_confuses_what_people_confuse() -> None:
    red, green = QColor("#b06000"), QColor("#5e8000")
    assert distance(red, green, "all cones") > 2 * distance(red, green, "deuteranopia")


def test_that_a_title_without_room_leaves_out_what_the_measure_says(qtbot: QtBot) -> None:
    head = Heading()
    qtbot.addWidget(head)
    head.show_either("Sprzedaż według grup towarów", "Według grup towarów")
    for wide, shown in ((900, "Sprzedaż według grup towarów"), (150, "Według grup towarów")):
        head.resize(wide, 30)
        head.show()
        assert head.text() == shown
        assert head.accessibleName() == "Sprzedaż według grup towarów"
    assert head.toolTip() == "Sprzedaż według grup towarów"
