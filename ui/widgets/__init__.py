"""The small parts that every room is built of."""
