"""The four groups of the desk and what each may do.

Analyst: sees everything. Editor: decides proposals, corrects facts, writes notes and prose. Chief editor: also makes
and takes away the things that everything else hangs on, and sees who the editors are. Operator: keeps the sources.
Nobody deletes facts: they are superseded.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

FACTS = [
    "commitmentterms",
    "event",
    "status",
    "evidence",
    "citation",
    "condition",
    "commitmentlink",
    "measurelink",
    "rate",
    "coverage",
    "delegate",
    "readout",
    "contradictionvalue",
]
RECORDS = ["round", "agreement", "commitment", "countermeasure"]
ACTORS = ["instrument", "person", "partyalias", "product"]

EDITOR = [
    *(
        f"deals.change_{model}"
        for model in [*FACTS, *RECORDS, *ACTORS, "deal", "contradiction", "citedsource"]
    ),
    *(f"deals.add_{model}" for model in [*ACTORS, "round", "agreement", "agreementparty", "citedsource"]),
    *(f"deals.{verb}_{model}" for model in ("note", "secondcoding") for verb in ("add", "change")),
    "deals.change_proposal",
    "deals.add_evidence",
    "deals.change_agreementparty",
    "sources.add_document",
]
CHIEF = [
    *EDITOR,
    *(f"deals.{verb}_{model}" for model in ("party", "material") for verb in ("add", "change")),
    *(f"deals.add_{model}" for model in ("deal", "contradiction", "contradictionvalue")),
    *(f"deals.delete_{model}" for model in ("partyalias", "agreementparty")),
    "auth.view_user",
    "auth.view_group",
]
OPERATOR = [
    "sources.add_feed",
    "sources.change_feed",
    "sources.add_document",
    "sources.change_document",
    "sources.change_alarm",
]


def make_groups(apps, schema_editor):
    """Create the permissions that later post-migrate steps would create, then the groups that carry them."""
    for label in ("auth", "sources", "deals"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    viewing = list(
        Permission.objects.filter(
            content_type__app_label__in=["deals", "sources"], codename__startswith="view_"
        )
    )
    for name, codes in (("Analyst", []), ("Editor", EDITOR), ("Chief editor", CHIEF), ("Operator", OPERATOR)):
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(*viewing)
        for code in codes:
            app_label, _, codename = code.partition(".")
            group.permissions.add(
                Permission.objects.get(content_type__app_label=app_label, codename=codename)
            )


def drop_groups(apps, schema_editor):
    """Take the four groups away again."""
    apps.get_model("auth", "Group").objects.filter(
        name__in=["Analyst", "Editor", "Chief editor", "Operator"]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("deals", "0001_tables"),
        ("sources", "0002_tables"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, drop_groups)]
