"""The headless commands of the contract, one file a group; each group's module is imported on first use."""
