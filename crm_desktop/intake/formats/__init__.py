"""What it says: bytes -> drafts. A reader raises Unreadable with a reason and never anything else."""
