"""Looks at every page of RJ Hub in every state that the demonstration can bring it to, with the eyes of axe.

`python -m tests.looks` walks as the cast through the whole program; `tests/test_looks.py` takes a short way.
"""
