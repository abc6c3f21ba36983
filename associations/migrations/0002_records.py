"""Row images of this floor's declared columns."""

from django.db import migrations

from portal.journal.operations import RecordRows


class Migration(migrations.Migration):
    dependencies = [("associations", "0001_initial"), ("journal", "0001_initial")]

    operations = [
        RecordRows(
            "associations_association",
            ["name_fi", "legal_form", "status", "register_number", "business_id", "sector_id"],
        ),
        RecordRows("associations_bankaccount", ["association_id", "iban", "holder", "verified_on", "ended_on"]),
        RecordRows("associations_membership", ["association_id", "user_id", "role", "areas", "starts_on", "ends_on"]),
        RecordRows("associations_support", ["association_id", "kind", "value_cents", "given_on", "year", "de_minimis"]),
        RecordRows("associations_tie", ["user_id", "association_id", "relative", "starts_on", "ends_on"]),
    ]
