"""What PostgreSQL's planner knows of tables that work in the background fills by the thousand.

By itself PostgreSQL counts a table anew within a minute or so after it has grown. Until then it takes the table for as
small as it was, and a plan for a handful of rows takes half a minute with five thousand.
"""

from __future__ import annotations

from django.db import connection, models


def analyze(*of: type[models.Model]) -> None:
    """Have the tables counted now (PostgreSQL's ANALYZE). A sample is read: a table of any size takes a moment.

    The app role needs the right MAINTAIN on each of them, which a migration of the table's part gives it. Without it
    PostgreSQL only warns, and the plans stay as they were.
    """
    with connection.cursor() as cursor:
        for model in of:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
