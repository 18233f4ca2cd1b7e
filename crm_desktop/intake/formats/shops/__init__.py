"""Orders as shops write them: JSON -> drafts, exact to the last digit of an id."""
