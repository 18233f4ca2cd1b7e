"""People and companies: who they are, where the contact with them stands, what happened with them."""
