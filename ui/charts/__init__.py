"""The funnel and the bars, drawn and clickable."""
