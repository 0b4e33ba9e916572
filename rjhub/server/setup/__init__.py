"""From a clone and Python to a program that starts. Standard library only: nothing is installed yet."""
