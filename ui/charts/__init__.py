"""Charts one can press, shared by all rooms."""

from ui.charts.bar_chart import BarChart
from ui.charts.bars import Bar, FunnelBar
from ui.charts.funnel_chart import FunnelChart

__all__ = ["Bar", "BarChart", "FunnelBar", "FunnelChart"]
