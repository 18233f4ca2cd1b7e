"""Figures: the funnel, rankings, return on expenses. Definitions in the contract; one table of dimensions."""
