"""Bringing an existing log: records in other forms become decisions in ours, their text untouched.

``source`` knows where the log comes from, ``folder`` finds and reads the records, ``records`` and ``fields`` recognise
the parts of one, ``statuses``, ``references``, ``wording`` and ``dates`` understand what people write there, ``plan``,
``relations`` and ``finder`` settle numbers, names and what records do to each other, ``planned`` is what a record
becomes, ``links`` leads links to where things are now, and ``importer`` is the whole, of which ``report`` tells people.
"""
