"""The words of the workload room."""

import enum


class Load(enum.StrEnum):
    """How much somebody has beside what the one in the middle has."""

    NOTHING = "Nothing now"
    USUAL = ""
    MUCH = "More than most"
