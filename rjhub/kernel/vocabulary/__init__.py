"""Code lists that are the nation's and no room's.

Equality, police outcomes, offence classes and agreement actions. Each list is a CSV file in `data/` that
anybody can check: code, label, group, whether it is offered on a form, since when, and how far the row can be
trusted: V read in its source, M known but not read again, D ours. The sources stand in `data/SOURCES.md`.
Words that pathways use (stages of justice, intervention types, sensitive flags, closing reasons) live with
the pathways.
"""
