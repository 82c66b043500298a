"""Prints are kept under the two halves of their fingerprint instead of its four bands (``sources.echoes``).

Worked out from what is stored, a few thousand rows at a time, each lot in a transaction of its own: one that is killed
goes on where it stopped when ``migrate`` is called again, as a row made anew has no bands. Copies that were grouped
stay so. The index is built anew afterwards, which is quicker than changing each of its entries twice.
"""

import django.contrib.postgres.fields
from django.db import migrations, models, transaction

LOT = 5_000

# Bands were numbers below 2^18. As in ``echoes.halves``, which is tried against this.
ANEW = """
UPDATE sources_echoprint SET keys = ARRAY(
    SELECT key FROM unnest(keys) AS key WHERE key NOT BETWEEN 0 AND 262143
    UNION SELECT (2::bigint << 32) | (fingerprint & 4294967295) WHERE fingerprint <> 0
    UNION SELECT (3::bigint << 32) | ((fingerprint >> 32) & 4294967295) WHERE fingerprint <> 0 AND length >= 400
    ORDER BY key)
WHERE document_id > %s AND document_id <= %s AND EXISTS (SELECT FROM unnest(keys) AS key WHERE key BETWEEN 0 AND 262143)
"""


def make_anew(apps, schema_editor):
    """Put the halves in place of the bands."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(document_id), max(document_id) FROM sources_echoprint")
        first, last = cursor.fetchone()
        if first is None:
            return
        for start in range(first - 1, last, LOT):
            with transaction.atomic(using=connection.alias):
                cursor.execute(ANEW, [start, start + LOT])


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("sources", "0007_rhythm"),
    ]

    operations = [
        migrations.RunSQL("DROP INDEX IF EXISTS echo_keys", migrations.RunSQL.noop),
        migrations.RunPython(make_anew, migrations.RunPython.noop),
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS echo_keys ON sources_echoprint USING gin (keys)",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="echoprint",
            name="keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                help_text="Halves of the fingerprint and keys of sentences.",
                size=None,
            ),
        ),
    ]
