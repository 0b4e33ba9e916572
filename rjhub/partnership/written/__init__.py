"""Files that people write and the program obeys: read with line numbers, checked, compared, in plain English.

Pathways and information sharing agreements are both such files. Plain Python: no Django, no database, no clock.
"""
