"""Labels: one layout in millimetres, a renderer a printer language, a durable queue to the printer."""
