"""A function of the database as an earlier text makes it, with places of it changed: one source for each body."""


def changed(text: str, function: str, *changes: tuple[str, str]) -> str:
    """Give the function's definition anew, each place that is to change exchanged for another.

    Raises ValueError where the text does not have such a place exactly once.
    """
    start = text.index(f"CREATE FUNCTION {function}(")
    body = text[start : text.index("$$;", start) + 3]
    for before, after in changes:
        if body.count(before) != 1:
            message = f"{function} is not as it was: {before}"
            raise ValueError(message)
        body = body.replace(before, after)
    return body.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
