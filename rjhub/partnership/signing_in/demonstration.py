"""What only a demonstration has: people whose password everybody may know."""

PASSWORD = "demonstration only"  # noqa: S105 - it is printed on the sign-in page
"""The password of the demonstration's cast. Accounts that have it open in a demonstration only."""
