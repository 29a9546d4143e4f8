"""What the macros on the pages return."""
