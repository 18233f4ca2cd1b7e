"""Backups of a company, and moving it to another database."""
