"""What the command ``guide`` can do: a module for each group of commands, each with ``add``."""
