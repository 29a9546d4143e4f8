"""What the guide holds: the shapes of its entries and decisions, and reading them from data/ and adr/."""
