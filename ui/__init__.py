"""What is seen. Qt lives here only; of the database it knows the stored words alone."""
