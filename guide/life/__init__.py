"""The life of a decision: drafted, landed, accepted, superseded."""
