"""Snapshots' bytes are gzip already: Postgres is not to try them with a compression of its own, which finds nothing.

The rows themselves are not touched; what is stored from here on is stored as it comes.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sources", "0008_echo_halves")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE sources_snapshot ALTER COLUMN body SET STORAGE EXTERNAL",
            "ALTER TABLE sources_snapshot ALTER COLUMN body SET STORAGE EXTENDED",
        ),
    ]
