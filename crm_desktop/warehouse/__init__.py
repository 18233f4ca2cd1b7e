"""Stock: the ledger, what is promised, what comes in and goes out, what it cost."""
