"""What the command ``guide`` can do: a file for each command, or for a few that belong together."""
