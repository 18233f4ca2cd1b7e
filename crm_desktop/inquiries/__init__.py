"""Questions that come in, how far each has come, and the priced answers."""
