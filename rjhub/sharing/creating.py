"""The migration that makes all tables of a room."""

from typing import Any

from django.db.migrations import Migration


class MakesTables(Migration):
    """A migration that only creates models, and draws them once instead of all anew after each.

    Every protected table is tied to every other through partnership, file and staff, so that Django would draw the
    whole program for each of them: with thirty tables that is most of the time of the first start.
    """

    def apply(self, project_state: Any, schema_editor: Any, collect_sql: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's own
        """Note what all operations make, then make it."""
        del collect_sql
        before = project_state.clone()
        # Deleted as Django itself does before many changes: it is drawn again when somebody next asks.
        if "apps" in project_state.__dict__:
            del project_state.apps
        self.mutate_state(project_state, preserve=False)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state
