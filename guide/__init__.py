"""What knows and decides: the model of the guide, its rule, its checks, the life of its decisions, the command."""
