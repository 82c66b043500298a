"""What is needed to tell, for a past moment, whether a text had been read whole.

Triggers write when rules first read a text, and the spans in which each of its findings stood settled. Of what was
read and settled before this migration, the moment of the migration is taken: by then it surely was.
"""

import django.db.models.deletion
from django.db import migrations, models

TRIGGERS = """
CREATE FUNCTION sources_mark_read() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.read_at := coalesce(NEW.read_at, clock_timestamp());
    RETURN NEW;
END $$;
CREATE TRIGGER sources_version_read_first BEFORE INSERT OR UPDATE OF rules_version ON sources_documentversion
    FOR EACH ROW WHEN (NEW.rules_version <> '') EXECUTE FUNCTION sources_mark_read();
CREATE FUNCTION sources_log_settling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'settled' THEN
        INSERT INTO sources_claimsettling (claim_id, settled_at) VALUES (NEW.id, clock_timestamp());
    ELSE
        UPDATE sources_claimsettling SET reopened_at = clock_timestamp()
        WHERE claim_id = NEW.id AND reopened_at IS NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sources_claim_settled_new AFTER INSERT ON sources_claim
    FOR EACH ROW WHEN (NEW.state = 'settled') EXECUTE FUNCTION sources_log_settling();
CREATE TRIGGER sources_claim_settled_change AFTER UPDATE OF state ON sources_claim
    FOR EACH ROW WHEN ((OLD.state = 'settled') <> (NEW.state = 'settled')) EXECUTE FUNCTION sources_log_settling();
"""
BEFORE = """
UPDATE sources_documentversion SET read_at = clock_timestamp() WHERE rules_version <> '';
INSERT INTO sources_claimsettling (claim_id, settled_at)
SELECT claim.id, clock_timestamp() FROM sources_claim claim WHERE claim.state = 'settled';
"""
UNDO = """
DROP TRIGGER sources_claim_settled_change ON sources_claim;
DROP TRIGGER sources_claim_settled_new ON sources_claim;
DROP FUNCTION sources_log_settling();
DROP TRIGGER sources_version_read_first ON sources_documentversion;
DROP FUNCTION sources_mark_read();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0005_why_unlisted"),
    ]

    operations = [
        migrations.AddField(
            model_name="documentversion",
            name="read_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When rules first read it; kept by the database.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="ClaimSettling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("settled_at", models.DateTimeField()),
                ("reopened_at", models.DateTimeField(blank=True, null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="settlings",
                        to="sources.claim",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_at__isnull", True)),
                        fields=("claim",),
                        name="claim_settled_once_at_a_time",
                    )
                ],
            },
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, UNDO),
    ]
