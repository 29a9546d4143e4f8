"""Bringing an existing log: records in other forms become decisions in ours, their text untouched.

``folder`` finds and reads the records, ``records`` recognises the parts of one, ``statuses`` and
``dates`` understand what people write there, ``planning`` settles numbers, names and relations,
``links`` leads links to where things are now, and ``writing`` puts it all into adr/.
"""
