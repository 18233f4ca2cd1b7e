"""Campaigns and what selling costs."""
