"""Help: a page for each screen (F1), what is new, a look around."""
