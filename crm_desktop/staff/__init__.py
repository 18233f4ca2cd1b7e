"""Employees, roles and who is acting."""
