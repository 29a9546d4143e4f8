"""What the tests of invited changes work with: a copy of the guide, and how a message of the check is followed."""
