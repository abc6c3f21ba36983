"""Districts and target groups as reference data, what the former columns held, and row images of the new tables."""

from django.db import migrations
from django.utils.text import slugify

from portal.journal.operations import RecordRows

DISTRICTS = [
    ("Keskusta", "Centrum", "City centre"),
    ("Isosanta", "Storsand", "Isosanta"),
    ("Tiilimäki", "Tegelbacken", "Tiilimäki"),
    ("Käppärä", "Käppärä", "Käppärä"),
    ("Sampola", "Sampola", "Sampola"),
    ("Ulvilantie", "Ulvsbyvägen", "Ulvilantie"),
    ("Väinölä", "Väinölä", "Väinölä"),
    ("Uusikoivisto", "Nybjörneby", "Uusikoivisto"),
    ("Vähärauma", "Lillraumo", "Vähärauma"),
    ("Musa", "Musa", "Musa"),
    ("Tikkula", "Tikkula", "Tikkula"),
    ("Toejoki", "Toejoki", "Toejoki"),
    ("Ruosniemi", "Rosnäs", "Ruosniemi"),
    ("Toukari", "Toukari", "Toukari"),
    ("Pihlava", "Rönnskär", "Pihlava"),
    ("Meri-Pori", "Havs-Björneborg", "Meri-Pori"),
    ("Reposaari", "Räfsö", "Reposaari"),
    ("Ahlainen", "Vittisbofjärd", "Ahlainen"),
    ("Noormarkku", "Norrmark", "Noormarkku"),
    ("Söörmarkku", "Södermark", "Söörmarkku"),
    ("Lavia", "Lavia", "Lavia"),
    ("Koko kaupunki", "Hela staden", "The whole city"),
]
TARGET_GROUPS = [
    ("Lapset", "Barn", "Children"),
    ("Nuoret", "Unga", "Young people"),
    ("Perheet", "Familjer", "Families"),
    ("Aikuiset", "Vuxna", "Adults"),
    ("Ikääntyneet", "Äldre", "Older people"),
    ("Opiskelijat", "Studerande", "Students"),
    ("Naiset", "Kvinnor", "Women"),
    ("Miehet", "Män", "Men"),
    ("Vammaiset", "Personer med funktionsnedsättning", "People with disabilities"),
    ("Pitkäaikaissairaat", "Långtidssjuka", "People with long-term illness"),
    ("Omaishoitajat", "Närståendevårdare", "Carers"),
    ("Työttömät", "Arbetslösa", "Unemployed people"),
    ("Maahan muuttaneet", "Invandrare", "Immigrants"),
]


def reference(apps, schema_editor):
    """Add what isn't there."""
    for model, rows in (("District", DISTRICTS), ("TargetGroup", TARGET_GROUPS)):
        Model = apps.get_model("associations", model)
        for order, (fi, sv, en) in enumerate(rows, start=1):
            Model.objects.get_or_create(
                slug=slugify(fi), defaults={"name_fi": fi, "name_sv": sv, "name_en": en, "order": order * 10}
            )


def move(apps, schema_editor):
    """The former columns become rows; chairs and secretaries with all rights become main users."""
    Association = apps.get_model("associations", "Association")
    District = apps.get_model("associations", "District")
    ContactWay = apps.get_model("associations", "ContactWay")
    Link = apps.get_model("associations", "Link")
    Membership = apps.get_model("associations", "Membership")
    for row in Association.objects.iterator(chunk_size=1000):
        if row.district:
            found, _made = District.objects.get_or_create(
                slug=slugify(row.district)[:40],
                defaults={"name_fi": row.district, "name_sv": row.district, "name_en": row.district},
            )
            row.districts.add(found)
        for order, (kind, value) in enumerate((("email", row.email), ("phone", row.phone))):
            if value:
                ContactWay.objects.create(association=row, kind=kind, value=value, public=True, order=order)
        if row.website:
            Link.objects.create(association=row, url=row.website)
    for seat in Membership.objects.filter(
        role__in=["chair", "secretary"], areas__contains=["profile", "grants", "venues", "events", "messages"]
    ).iterator(chunk_size=1000):
        seat.areas = sorted({*seat.areas, "people"})
        seat.save(update_fields=["areas"])


FACETS = """
    UPDATE associations_association AS a SET facets = found.facets FROM (
        SELECT one.id, array_agg(facet ORDER BY facet) AS facets FROM associations_association AS one
        CROSS JOIN LATERAL (
            SELECT 's:' || slug FROM associations_sector WHERE id = one.sector_id
            UNION SELECT 'd:' || slug FROM associations_district AS d
                JOIN associations_association_districts AS m ON m.district_id = d.id WHERE m.association_id = one.id
            UNION SELECT 'n:1' WHERE one.welcomes_new
        ) AS all_of (facet) GROUP BY one.id
    ) AS found WHERE a.id = found.id
"""


class Migration(migrations.Migration):
    dependencies = [("associations", "0004_register_in_full"), ("journal", "0001_initial")]

    operations = [
        migrations.RunPython(reference, migrations.RunPython.noop),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RunSQL(FACETS, migrations.RunSQL.noop),
        RecordRows(
            "associations_association",
            [
                *["name_fi", "legal_form", "status", "register_number", "business_id", "registered_office"],
                *["registered_on", "sector_id", "name_doubt", "merged_into_id", "checked_on"],
            ],
        ),
        RecordRows(
            "associations_bankaccount",
            ["association_id", "iban", "holder", "starts_on", "verified_on", "verified_by_id", "ended_on"],
        ),
        RecordRows(
            "associations_tie",
            ["user_id", "association_id", "body", "organ", "relative", "starts_on", "ends_on"],
        ),
        RecordRows(
            "associations_invitation",
            [
                *["association_id", "email", "role", "areas", "starts_on", "ends_on", "invited_by_id"],
                *["expires_at", "accepted_at", "revoked_at", "membership_id"],
            ],
        ),
        RecordRows(
            "associations_claim",
            ["user_id", "association_id", "role", "state", "handled_by_id", "reason", "membership_id"],
        ),
        RecordRows("associations_handover", ["association_id", "effective_on", "state", "made_by_id"]),
        RecordRows(
            "associations_document",
            ["association_id", "kind", "year", "state", "checked_by_id", "checked_on", "valid_until", "reason"],
        ),
        RecordRows(
            "associations_liaisonassignment",
            [
                *["user_id", "association_id", "sector_id", "part", "starts_on", "ends_on"],
                *["substitute_id", "away_from", "away_until"],
            ],
        ),
        RecordRows("associations_merge", ["kept_id", "absorbed_id", "made_by_id", "undone_at", "undone_by_id"]),
    ]
