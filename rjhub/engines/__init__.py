"""Engines: plain functions over plain data. They know nothing of Django, the database or the rooms."""
