"""The ledger's rows of de minimis aid, by their day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("associations", "0013_signing")]

    operations = [
        migrations.AddIndex(
            model_name="support",
            index=models.Index(
                condition=models.Q(("de_minimis", True)), fields=["given_on", "id"], name="support_de_minimis"
            ),
        ),
    ]
