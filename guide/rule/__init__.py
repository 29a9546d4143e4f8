"""The rule that answers which pattern a service should have, and the decision tree that follows from it."""
