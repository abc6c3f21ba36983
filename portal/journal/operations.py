"""Migration operations that install the row triggers of a table."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation


class RecordRows(Operation):
    """Record changes of the named columns of a table as row images. Run again with other columns it replaces."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, columns: list[str]) -> None:
        self.table = table
        self.columns = columns

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For Django's migration writer."""
        return (type(self).__name__, [self.table, self.columns], {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers aren't part of Django's model state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Install the trigger."""
        quote = schema_editor.quote_name
        arguments = ", ".join(f"'{column}'" for column in self.columns)
        schema_editor.execute(f"DROP TRIGGER IF EXISTS journal_rows ON {quote(self.table)}")
        schema_editor.execute(
            f"CREATE TRIGGER journal_rows AFTER INSERT OR UPDATE OR DELETE ON {quote(self.table)} "
            f"FOR EACH ROW EXECUTE FUNCTION journal_row({arguments})"
        )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Remove the trigger."""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS journal_rows ON {schema_editor.quote_name(self.table)}")

    def describe(self) -> str:
        """One line for `migrate -v2`."""
        return f"Record changes of {self.table}"
