"""The demonstration: invented people, cases and a cast, to try the program without anybody's data."""


def load() -> None:
    """Fill an empty database with all that there is to try. Safe to run again."""
    from rjhub.demonstration import loading

    loading.load()
