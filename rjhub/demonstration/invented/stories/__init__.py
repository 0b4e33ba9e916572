"""The sentences of the stories (see README.md beside this), and the grammar that puts them together."""
