"""Orders and the guided wizard."""
