"""Generates as much as is asked: partnerships with their staff, and their people and cases, over both cores."""
