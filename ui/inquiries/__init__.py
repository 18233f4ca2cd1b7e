"""Questions that came in, read and answered."""
