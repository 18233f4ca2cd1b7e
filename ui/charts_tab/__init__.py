"""Figures that are clicked through level by level."""
