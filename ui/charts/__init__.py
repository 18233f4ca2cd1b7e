"""Charts one can press, shared by all rooms."""

from ui.charts.bar_chart import BarChart
from ui.charts.bars import Bar, FunnelBar
from ui.charts.funnel_chart import FunnelChart
from ui.charts.heat_map import HeatMap, HeatTable
from ui.charts.legend import Drawn, Legend
from ui.charts.trend_chart import TrendChart

__all__ = ["Bar", "BarChart", "Drawn", "FunnelBar", "FunnelChart", "HeatMap", "HeatTable", "Legend", "TrendChart"]
