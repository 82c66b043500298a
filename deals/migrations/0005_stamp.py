"""One row that changes with every committed write to what the public pages show.

The triggers are deferred to the end of the transaction, so that the row is locked only while a transaction
commits and two writers cannot block one another over it. Tables of the editors' queue are left out: nothing
of them is public before a fact is written.
"""

from django.db import migrations

TABLES = [
    "deals_party",
    "deals_partyalias",
    "deals_person",
    "deals_material",
    "deals_product",
    "deals_product_materials",
    "deals_instrument",
    "deals_deal",
    "deals_deal_parties",
    "deals_round",
    "deals_agreement",
    "deals_agreementparty",
    "deals_commitment",
    "deals_countermeasure",
    "deals_countermeasure_targets",
    "deals_countermeasure_other_instruments",
    "deals_countermeasure_deals",
    "deals_commitmentterms",
    "deals_commitmentterms_materials",
    "deals_event",
    "deals_status",
    "deals_status_scope_materials",
    "deals_statusstatement",
    "deals_condition",
    "deals_commitmentlink",
    "deals_measurelink",
    "deals_rate",
    "deals_coverage",
    "deals_delegate",
    "deals_readout",
    "deals_citedsource",
    "deals_contradiction",
    "deals_contradictionvalue",
    "deals_evidence",
    "deals_evidenceverdict",
    "deals_citation",
    "deals_note",
]
# Of these, pages of the record show a few columns: who wrote a note, and what stands in the line of a source.
COLUMNS = {
    "auth_user": ["username", "first_name", "last_name"],
    "sources_document": [
        "title",
        "publisher",
        "canonical_url",
        "is_official",
        "kind",
    ],
    "sources_documentversion": ["title", "language", "published_earliest", "published_latest"],
}

TABLE = """
CREATE TABLE deals_stamp (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    transaction xid8 NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE FUNCTION deals_put_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deals_stamp (transaction, changed_at) VALUES (pg_current_xact_id(), clock_timestamp())
    ON CONFLICT (one) DO UPDATE SET transaction = EXCLUDED.transaction, changed_at = EXCLUDED.changed_at
    WHERE deals_stamp.transaction <> EXCLUDED.transaction;
    RETURN NULL;
END $$;
"""
CHANGES = """
CREATE CONSTRAINT TRIGGER {table}_stamp_rows AFTER INSERT OR DELETE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION deals_put_stamp();
CREATE CONSTRAINT TRIGGER {table}_stamp_change AFTER UPDATE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW)
    EXECUTE FUNCTION deals_put_stamp();
CREATE TRIGGER {table}_stamp_emptied AFTER TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION deals_put_stamp();
"""
SOME = """
CREATE CONSTRAINT TRIGGER {table}_stamp_change AFTER UPDATE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new}))
    EXECUTE FUNCTION deals_put_stamp();
"""


def forwards() -> str:
    parts = [TABLE, *(CHANGES.format(table=table) for table in TABLES)]
    for table, columns in COLUMNS.items():
        old = ", ".join(f"OLD.{column}" for column in columns)
        new = ", ".join(f"NEW.{column}" for column in columns)
        parts.append(SOME.format(table=table, old=old, new=new))
    return "".join(parts)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("sources", "0003_search"),
        ("deals", "0004_desk_permissions"),
    ]
    operations = [
        migrations.RunSQL(
            forwards(),
            "DROP FUNCTION deals_put_stamp() CASCADE; DROP TABLE deals_stamp;",
        )
    ]
