"""The print queue as a person sees it: what waits, what failed, what nobody knows of."""
