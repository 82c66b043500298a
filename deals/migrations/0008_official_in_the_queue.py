"""Whether a proposal's text is official, kept beside it, and the order of the queue as an index.

Triggers keep it: the database knows the document of a claim better than any writer of proposals, also where what a source is
gets corrected. A session plans the look-up once, perhaps while its tables are nearly empty; without sequential scans it
stays a look-up by keys when they are not.
"""

from django.conf import settings
from django.db import migrations, models

TRIGGERS = """
CREATE FUNCTION deals_proposal_is_official() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    NEW.is_official := coalesce((
        SELECT document.is_official FROM sources_claim claim
        JOIN sources_documentversion version ON version.id = claim.version_id
        JOIN sources_document document ON document.id = version.document_id
        WHERE claim.id = NEW.claim_id
    ), false);
    RETURN NEW;
END $$;
CREATE TRIGGER deals_proposal_is_official BEFORE INSERT OR UPDATE OF is_official, claim_id ON deals_proposal
    FOR EACH ROW EXECUTE FUNCTION deals_proposal_is_official();
CREATE FUNCTION deals_proposals_of_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE deals_proposal SET is_official = NEW.is_official
    FROM sources_claim claim JOIN sources_documentversion version ON version.id = claim.version_id
    WHERE deals_proposal.claim_id = claim.id AND version.document_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER deals_proposals_of_document AFTER UPDATE OF is_official ON sources_document
    FOR EACH ROW WHEN (OLD.is_official <> NEW.is_official) EXECUTE FUNCTION deals_proposals_of_document();
UPDATE deals_proposal SET is_official = true
FROM sources_claim claim JOIN sources_documentversion version ON version.id = claim.version_id
JOIN sources_document document ON document.id = version.document_id
WHERE deals_proposal.claim_id = claim.id AND document.is_official;
"""
UNDO = """
DROP TRIGGER deals_proposals_of_document ON sources_document;
DROP FUNCTION deals_proposals_of_document();
DROP TRIGGER deals_proposal_is_official ON deals_proposal;
DROP FUNCTION deals_proposal_is_official();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("deals", "0007_words_of_terms"),
        ("sources", "0007_rhythm"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="proposal",
            name="proposal_waiting",
        ),
        migrations.AddField(
            model_name="proposal",
            name="is_official",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Its document's, kept here by the database, so that the queue's order is asked of one table.",
            ),
        ),
        migrations.RunSQL(TRIGGERS, UNDO),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("state__in", ["pending", "second", "reopened"])),
                fields=["-is_official", "created_at", "id"],
                include=("state", "deal", "claimed_by", "claimed_until", "reviewed_by"),
                name="proposal_open_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                fields=["-is_official", "created_at", "id"],
                include=("state", "deal"),
                name="proposal_all_in_order",
            ),
        ),
    ]
