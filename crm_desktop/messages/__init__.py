"""Outgoing e-mail: each message is a row first (law 9)."""
