"""The foundation that every room stands on: plain Python, no framework, no database."""
