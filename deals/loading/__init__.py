"""The reviewed reference data: read from TOML, checked, planned as rows, and laid over the database.

``reading`` reads tables and remembers where they stand; ``planning`` collects rows, citations and status
periods and checks that every name leads somewhere; ``actors``, ``record``, ``facts`` and ``contradictions``
each plan the rows of some files; ``writing`` lays a plan over the database without touching what an editor
changed; ``pinning`` looks quotes up in kept pages. What a rule keeps is told in docs/reference-data.md.
"""
