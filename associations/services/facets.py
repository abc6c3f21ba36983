"""What the directory counts: kept on each association, so that counting joins nothing."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from associations.models import ActivityTime
from portal import clock
from portal.ui import pagecache

# "s:" sectors, "d:" districts, "g:" target groups, "l:" languages, "a:" accessibility, "w:" weekdays of times whose
# season isn't over, "n:1" new members are welcome.
_REFRESH = """
    UPDATE associations_association AS a SET facets = found.facets
    FROM (
        SELECT one.id, array(
            SELECT DISTINCT facet FROM (
                SELECT 's:' || slug FROM associations_sector WHERE id = one.sector_id
                UNION ALL
                SELECT 's:' || slug FROM associations_sector
                JOIN associations_association_further_sectors AS m ON m.sector_id = associations_sector.id
                WHERE m.association_id = one.id
                UNION ALL
                SELECT 'd:' || slug FROM associations_district
                JOIN associations_association_districts AS m ON m.district_id = associations_district.id
                WHERE m.association_id = one.id
                UNION ALL
                SELECT 'g:' || slug FROM associations_targetgroup
                JOIN associations_association_target_groups AS m ON m.targetgroup_id = associations_targetgroup.id
                WHERE m.association_id = one.id
                UNION ALL SELECT 'l:' || code FROM unnest(one.languages) AS code
                UNION ALL SELECT 'a:' || code FROM unnest(one.accessibility) AS code
                UNION ALL
                SELECT 'w:' || weekday FROM associations_activitytime
                WHERE association_id = one.id AND (season_until IS NULL OR season_until >= %(today)s)
                UNION ALL SELECT 'n:1' WHERE one.welcomes_new
            ) AS all_of (facet) ORDER BY facet
        ) AS facets
        FROM associations_association AS one WHERE one.id = ANY(%(ids)s)
    ) AS found
    WHERE a.id = found.id AND a.facets IS DISTINCT FROM found.facets::varchar[]
"""

# Of an association that has nothing yet but the sector ``s`` and a welcome for new members, as an import adds it.
OF_NEW = "array['n:1', 's:' || s.slug]::varchar[]"


def refresh(ids: Collection[int]) -> int:
    """Make the facets of these associations anew, in the caller's transaction; how many changed.

    Every service calls it that changes what they are made of. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH, {"ids": list(ids), "today": clock.today()})
        return int(cursor.rowcount)


@transaction.atomic
def refresh_ended() -> int:
    """Take the weekdays of seasons that are over out of the facets; how many associations changed.

    A day passes without anybody's doing. Those whose facets don't name the day any more aren't touched, so that it is
    safe to run twice.
    """
    over = ActivityTime.objects.filter(
        season_until__lt=clock.today(), association__facets__contains=[Concat(Value("w:"), F("weekday"))]
    )
    changed = refresh(set(over.values_list("association", flat=True)))
    if changed:
        pagecache.bump("associations")
    return changed
