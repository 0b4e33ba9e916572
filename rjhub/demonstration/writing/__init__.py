"""Writes invented cases into the database: rows of every table, as the program's own actions would leave them.

`story.py` turns one story (a matter and its events) into rows, `pouring.py` puts rows into the database by COPY.
"""
