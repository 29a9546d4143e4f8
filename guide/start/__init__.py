"""Starting a guide for another organisation: its files, and what becomes of those that are there."""
