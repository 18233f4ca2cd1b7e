"""Orders and the guided process that leads each from placing to completion."""
