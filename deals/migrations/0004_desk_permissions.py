"""Let the four groups see the statements behind statuses and the review policies; chief editors set the latter."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITOR = ["change_statusstatement"]
CHIEF = [*EDITOR, "add_reviewpolicy", "change_reviewpolicy", "delete_reviewpolicy"]


def give(apps, schema_editor):
    """Create the permissions that a later post-migrate step would create, then hand them out."""
    config = apps.get_app_config("deals")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    seeing = ["view_statusstatement", "view_reviewpolicy"]
    for name, codes in (("Analyst", []), ("Editor", EDITOR), ("Chief editor", CHIEF), ("Operator", [])):
        group = Group.objects.filter(name=name).first()
        if group is not None:
            group.permissions.add(
                *Permission.objects.filter(content_type__app_label="deals", codename__in=[*seeing, *codes])
            )


class Migration(migrations.Migration):
    dependencies = [("deals", "0003_statements_and_policies")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
