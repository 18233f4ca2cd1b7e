"""Stock, documents and their papers."""
