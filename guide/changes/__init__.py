"""What a change of the guide means to its readers: two states of it, compared in the words of its pages."""
