"""Texts, read with the place of everything in them: YAML, Markdown, HTML, and the calls of macros."""
