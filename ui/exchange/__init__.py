"""Bringing a company's own sheets in, with every column matched and every fault at its place."""
