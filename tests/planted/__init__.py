"""Faults in what worlds do not make up, and the tests that have to notice each."""
