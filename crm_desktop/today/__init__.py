"""What waits for a person now, from every room, and how the week goes."""
