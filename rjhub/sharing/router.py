"""Which connection does what: only the owner changes tables."""

from typing import Any


class OwnerMigrates:
    """The application's role owns nothing, so migrations run on the connection of the owner only."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Whether tables may be changed over this connection."""
        del app_label, hints
        return db == "owner"

    def allow_relation(self, obj1: Any, obj2: Any, **hints: Any) -> bool:
        """Both connections lead to one database."""
        del obj1, obj2, hints
        return True
