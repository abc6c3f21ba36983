"""What rows of a file mean for the register, set by set in SQL."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connection

# Of two rows with the same number the later one is wrong.
_REPEATED = """
    UPDATE associations_importrow AS r
    SET action = 'error', association_id = NULL,
        details = jsonb_build_object('errors', jsonb_build_array(jsonb_build_object('code', 'again', 'row', f.first)))
    FROM (
        SELECT id, number, min(number) OVER (PARTITION BY {column}) AS first FROM associations_importrow
        WHERE register_import_id = %(pk)s AND action <> 'error' AND {filled}
    ) AS f
    WHERE r.id = f.id AND f.first < f.number
"""

# By register number, then by Business ID. Rows with an error that was read from the file itself stay as they are.
# Empty cells change nothing; a new association must be alive.
_COMPARE = """
    WITH absorbed AS MATERIALIZED (
        SELECT old.register_number, old.business_id, kept.name_fi AS name FROM associations_association AS old
        JOIN associations_association AS kept ON kept.id = old.merged_into_id
        WHERE old.merged_into_id IS NOT NULL
    ), matched AS (
        SELECT r.*, n.id AS by_number, n.name_fi AS number_name, b.id AS by_business, b.name_fi AS business_name,
            coalesce(n.id, b.id) AS found
        FROM associations_importrow AS r
        LEFT JOIN associations_association AS n
            ON n.register_number = r.register_number AND n.register_number <> '' AND n.merged_into_id IS NULL
        LEFT JOIN associations_association AS b
            ON b.business_id = r.business_id AND b.business_id <> '' AND b.merged_into_id IS NULL
        WHERE r.register_import_id = %(pk)s AND r.number > %(after)s AND r.number <= %(upto)s
            AND r.action = ANY(%(actions)s) AND NOT r.done
    ), told AS (
        SELECT m.id, m.found, CASE
            WHEN m.by_number <> m.by_business THEN
                jsonb_build_object('code', 'two', 'first', m.number_name, 'second', m.business_name)
            WHEN m.found = ANY(%(shut)s) THEN jsonb_build_object('code', 'tied')
            WHEN m.found IS NULL THEN coalesce(
                (
                    SELECT jsonb_build_object('code', 'merged', 'name', absorbed.name) FROM absorbed
                    WHERE (absorbed.register_number = m.register_number AND m.register_number <> '')
                        OR (absorbed.business_id = m.business_id AND m.business_id <> '') LIMIT 1
                ),
                CASE WHEN m.status = 'dissolved' THEN jsonb_build_object('code', 'dissolved') END
            )
            WHEN coalesce(nullif(m.legal_form, ''), a.legal_form) = 'unregistered'
                AND coalesce(nullif(m.register_number, ''), a.register_number) <> '' THEN
                jsonb_build_object('code', 'unregistered_number')
            WHEN row_number() OVER (PARTITION BY m.found ORDER BY m.number) > 1 THEN
                jsonb_build_object('code', 'again', 'row', min(m.number) OVER (PARTITION BY m.found))
            END AS fault,
            (
                SELECT jsonb_object_agg(name, jsonb_build_array(before, after)) FROM (VALUES
                    ('name', a.name_fi, m.name),
                    ('register_number', a.register_number, m.register_number),
                    ('business_id', a.business_id, m.business_id),
                    ('legal_form', a.legal_form, m.legal_form),
                    ('status', a.status, m.status),
                    ('registered_office', a.registered_office, m.registered_office),
                    ('registered_on', coalesce(a.registered_on::text, ''), coalesce(m.registered_on::text, '')),
                    ('sector', a.sector_id::text, coalesce(m.sector_id::text, ''))
                ) AS v (name, before, after) WHERE v.after <> '' AND v.before <> v.after AND m.found IS NOT NULL
            ) AS changes
        FROM matched AS m LEFT JOIN associations_association AS a ON a.id = m.found
    ), judged AS (
        SELECT id, CASE WHEN fault IS NOT NULL THEN 'error' WHEN found IS NULL THEN 'new'
                WHEN changes IS NULL THEN 'same' ELSE 'change' END AS action,
            CASE WHEN fault IS NOT NULL THEN jsonb_build_object('errors', jsonb_build_array(fault))
                ELSE coalesce(changes, '{}') END AS details,
            CASE WHEN fault IS NULL THEN found END AS association_id
        FROM told
    )
    UPDATE associations_importrow AS r
    SET action = j.action, details = j.details, association_id = j.association_id
    FROM judged AS j
    WHERE r.id = j.id AND (r.action, r.details, r.association_id) IS DISTINCT FROM
        (j.action, j.details, j.association_id)
"""

# One row by its number and another by its Business ID may mean the same association.
_MATCHED_TWICE = """
    UPDATE associations_importrow AS r
    SET action = 'error', association_id = NULL,
        details = jsonb_build_object('errors', jsonb_build_array(jsonb_build_object('code', 'again', 'row', f.first)))
    FROM (
        SELECT id, number, min(number) OVER (PARTITION BY association_id) AS first FROM associations_importrow
        WHERE register_import_id = %(pk)s AND action IN ('change', 'same') AND association_id IS NOT NULL
    ) AS f
    WHERE r.id = f.id AND f.first < f.number
"""


def find_repeated(pk: int) -> None:
    """Refuse rows whose register number or Business ID stands in an earlier row of the file. Two queries."""
    with connection.cursor() as cursor:
        for column in ("register_number", "business_id"):
            cursor.execute(_REPEATED.format(column=column, filled=f"{column} <> ''"), {"pk": pk})


def compare(pk: int, *, after: int, upto: int, shut: Collection[int], actions: Collection[str] = ("new",)) -> None:
    """Say of the rows in a range of numbers what they would do. One query.

    ``shut`` are the associations that a tie shuts to the employee (Hallintolaki 434/2003 §28); ``actions`` tells
    which rows are looked at: as they were read, all that have no error are "new".
    """
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"pk": pk, "after": after, "upto": upto, "shut": list(shut), "actions": list(actions)}
        cursor.execute(_COMPARE, values)


def find_matched_twice(pk: int) -> None:
    """Refuse rows that mean an association which an earlier row means. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_MATCHED_TWICE, {"pk": pk})
