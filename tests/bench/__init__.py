"""How fast the guide is with many decisions, and how light its pages are. `make bench` prints the tables."""
