"""How it arrives: HTTP now; mailbox, folder, shops and the drop box come with the whole intake."""
