"""Tables over lists of frozen records."""
