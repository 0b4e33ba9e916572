"""Append-only record of who did, read and disclosed what. It holds no copy of the data and no foreign keys."""
