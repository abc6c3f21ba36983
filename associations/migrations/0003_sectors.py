"""The sectors of the field, as reference data that an official edits."""

from django.db import migrations

SECTORS = [
    ("liikunta", "Liikunta ja urheilu", "Motion och idrott", "Sport"),
    ("nuoriso", "Nuoriso", "Ungdom", "Youth"),
    ("kulttuuri", "Kulttuuri", "Kultur", "Culture"),
    ("sosiaali-ja-terveys", "Sosiaali ja terveys", "Social- och hälsovård", "Social and health"),
    ("elakelaiset", "Eläkeläiset", "Pensionärer", "Pensioners"),
    ("vammais-ja-potilas", "Vammais- ja potilasjärjestöt", "Handikapp och patienter", "Disability and patient"),
    ("asukkaat-ja-kylat", "Asukkaat ja kylät", "Invånare och byar", "Residents and village"),
    ("maahanmuuttajat", "Maahanmuuttajat ja monikulttuurisuus", "Invandrare och mångkultur", "Immigrants"),
    ("vanhemmat", "Vanhemmat ja perheet", "Föräldrar och familjer", "Parents"),
    ("ymparisto", "Ympäristö ja luonto", "Miljö och natur", "Environment"),
    ("maanpuolustus-ja-pelastus", "Maanpuolustus ja pelastus", "Försvar och räddning", "Defence and rescue"),
    ("uskonto-ja-katsomus", "Uskonto ja katsomus", "Religion och livsåskådning", "Religion and worldview"),
    ("ammatti", "Ammatti ja elinkeino", "Yrke och näring", "Trade and profession"),
    ("politiikka", "Politiikka", "Politik", "Political"),
    ("vapaa-aika", "Vapaa-aika ja harrastukset", "Fritid och hobby", "Leisure"),
    ("muu", "Muu", "Övrigt", "Other"),
]


def add(apps, schema_editor):
    """Add those that aren't there."""
    Sector = apps.get_model("associations", "Sector")
    for order, (slug, fi, sv, en) in enumerate(SECTORS, start=1):
        Sector.objects.get_or_create(
            slug=slug, defaults={"name_fi": fi, "name_sv": sv, "name_en": en, "order": order * 10}
        )


class Migration(migrations.Migration):
    dependencies = [("associations", "0002_records")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
