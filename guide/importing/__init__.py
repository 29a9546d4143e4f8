"""Bringing an existing log: records in other forms become decisions in ours, their text untouched.

``folder`` finds and reads the records, ``records`` and ``parts`` recognise the parts of one,
``statuses``, ``relations``, ``wording`` and ``dates`` understand what people write there,
``planning`` settles numbers, names and relations, ``links`` leads links to where things are now,
``writing`` puts it all into adr/, and ``importer`` is the whole with its report.
"""
