"""Finding associations that may be the same, and saying that they aren't."""

from __future__ import annotations

from django.db import connection, transaction
from django.utils.translation import gettext as _

from associations.enums import PairState
from associations.models import DuplicatePair
from portal import actor as actors
from portal import clock, policy
from portal.dated.queries import value
from portal.jobs import services as jobs
from portal.journal import services as journal
from portal.workflow import Refused

# So many at once are enough to look at; the likeliest come first, and the next run finds the rest.
MOST = 1_000
# A run goes over the whole register; what serves people is bound to less.
SECONDS = 300
# Parts of names that more names share than this tell nothing: without the bound a thousand branches of one association
# would be compared each with each.
SHARED = 60

# Names without what says only the legal form, in small letters.
_NAMES = """
    CREATE TEMPORARY TABLE duplicate_names ON COMMIT DROP AS
    SELECT id, sector_id, lower(registered_office) AS office, registered_on,
        ltrim(replace(register_number, '.', ''), '0') AS number, replace(business_id, '-', '') AS business,
        btrim(regexp_replace(
            lower(name_fi), '\\m(ry|r\\.y\\.?|rf|r\\.f\\.?|rekisteröity yhdistys)(?!\\w)|[[:punct:]]', ' ', 'g'
        )) AS name,
        regexp_replace(name_fi, '[^0-9]', '', 'g') AS digits
    FROM associations_association WHERE merged_into_id IS NULL
"""

# Two names are alike by at least t only if they share one of the rarest (1 - t) of the parts of each: so no name is
# compared with all others (Chaudhuri, Ganti, Kaushik: A Primitive Operator for Similarity Joins, 2006).
_PARTS = """
    CREATE TEMPORARY TABLE duplicate_parts ON COMMIT DROP AS
    WITH parts AS (SELECT id, unnest(show_trgm(name)) AS part FROM duplicate_names),
    counted AS (SELECT part, count(*) AS frequency FROM parts GROUP BY part),
    ranked AS (
        SELECT id, part, row_number() OVER (PARTITION BY id ORDER BY frequency, part) AS place,
            count(*) OVER (PARTITION BY id) AS number
        FROM parts JOIN counted USING (part)
    )
    SELECT id, part FROM ranked WHERE place <= number - ceil(number * %(least)s) + 1
"""

# Names in which another number stands are two branches or teams. Different register numbers make two associations
# unless one of them was mistyped; another sector or office makes it less likely.
_PAIRS = """
    WITH shared AS (SELECT part FROM duplicate_parts GROUP BY part HAVING count(*) BETWEEN 2 AND %(shared)s),
    candidates AS (
        SELECT a.id AS first, b.id AS second FROM shared
        JOIN duplicate_parts AS a USING (part) JOIN duplicate_parts AS b USING (part) WHERE a.id < b.id
        UNION
        SELECT min(id), max(id) FROM duplicate_names WHERE name <> '' GROUP BY name HAVING count(*) > 1
    ),
    named AS (
        SELECT a.id AS first, b.id AS second, 'name' AS reason,
            round(100 * similarity(a.name, b.name))
            - CASE WHEN a.number <> '' AND b.number <> '' OR a.business <> '' AND b.business <> '' THEN 15 ELSE 0 END
            - CASE WHEN a.sector_id <> b.sector_id THEN 5 ELSE 0 END
            - CASE WHEN a.office <> b.office THEN 10 ELSE 0 END AS likeness
        FROM candidates JOIN duplicate_names AS a ON a.id = first JOIN duplicate_names AS b ON b.id = second
        WHERE a.digits = b.digits AND similarity(a.name, b.name) >= %(least)s
    ),
    numbered AS (
        SELECT a.id, b.id, 'number', 100 FROM duplicate_names AS a JOIN duplicate_names AS b USING (number)
        WHERE number <> '' AND a.id < b.id
        UNION
        SELECT a.id, b.id, 'number', 100 FROM duplicate_names AS a JOIN duplicate_names AS b USING (business)
        WHERE business <> '' AND a.id < b.id
    ),
    found AS (
        SELECT DISTINCT ON (first, second) first, second, reason, likeness
        FROM (SELECT * FROM numbered UNION ALL SELECT * FROM named) AS both_ways (first, second, reason, likeness)
        WHERE likeness >= 100 * %(least)s ORDER BY first, second, likeness DESC
    )
    INSERT INTO associations_duplicatepair (first_id, second_id, reason, likeness, state, found_at)
    SELECT first, second, reason, likeness, 'open', %(now)s FROM found
    WHERE NOT EXISTS (
        SELECT 1 FROM associations_duplicatepair AS p WHERE p.first_id = found.first AND p.second_id = found.second
    )
    ORDER BY likeness DESC, first, second LIMIT %(most)s ON CONFLICT DO NOTHING
"""


@transaction.atomic
def find() -> int:
    """Note pairs that may be the same and weren't noted before; how many there are.

    By the same number in another spelling, and by names that are alike by at least the dated rule
    ``associations.duplicate_likeness``. Safe to run twice; pairs that were found not to be the same stay so.
    """
    least = value("associations.duplicate_likeness") / 100
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = %s", [SECONDS * 1000])
        # Left by a look before in the same transaction.
        cursor.execute("DROP TABLE IF EXISTS duplicate_names, duplicate_parts")
        cursor.execute(_NAMES)
        cursor.execute("ANALYZE duplicate_names")
        cursor.execute(_PARTS, {"least": least})
        cursor.execute("ANALYZE duplicate_parts")
        cursor.execute(_PAIRS, {"least": least, "shared": SHARED, "most": MOST, "now": clock.now()})
        return int(cursor.rowcount)


def ask_to_find() -> None:
    """Have it looked for in the background; once, however often it is asked for."""
    policy.require("associations.verify_association")
    jobs.defer("associations.find_duplicates", key="all")


@transaction.atomic
def dismiss(*, pair: DuplicatePair) -> DuplicatePair:
    """Say that the two aren't the same; the pair isn't proposed again.

    Raises PermissionDenied for an employee with a tie to one of them, :class:`Refused` when it is handled already.
    """
    fresh = DuplicatePair.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=pair.pk)
    policy.require("associations.verify_association", fresh.first)
    policy.require("associations.verify_association", fresh.second)
    if fresh.state != PairState.OPEN:
        raise Refused(_("Somebody has handled this pair already."))
    fresh.state = PairState.DISMISSED
    fresh.handled_by_id = actors.current().person_id
    fresh.handled_at = clock.now()
    fresh.save(update_fields=["state", "handled_by", "handled_at"])
    journal.record("associations.pair_dismissed", fresh)
    return fresh
