"""E-mail as it really comes: charsets that lie, HTML alone, broken MIME, forms, replies, forwards, automatic mail."""
