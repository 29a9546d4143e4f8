"""Files: which there are, and writing them all or nothing."""
