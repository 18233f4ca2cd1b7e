"""Speed beside floors measured in the same run: the same rows and constraints by raw driver statements."""
