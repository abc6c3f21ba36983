"""What moved to tables of its own in 0005: a district, an address, a number and a page are no longer columns."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("associations", "0005_reference_and_records")]

    operations = [
        migrations.RemoveField("association", "district"),
        migrations.RemoveField("association", "email"),
        migrations.RemoveField("association", "phone"),
        migrations.RemoveField("association", "website"),
    ]
