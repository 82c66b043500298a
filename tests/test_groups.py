"""What the four groups may do, as the migration made them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User

from deals.models.base import OnRecord

pytestmark = pytest.mark.django_db
FACTS = [model._meta.model_name for model in OnRecord.__subclasses__()]


@pytest.fixture
def users() -> dict[str, User]:
    found = {}
    for name in ("Analyst", "Editor", "Chief editor", "Operator"):
        user = User.objects.create(username=name, is_staff=True)
        user.groups.add(Group.objects.get(name=name))
        found[name] = user
    return found


@pytest.mark.parametrize(
    ("permission", "may"),
    [
        ("deals.view_proposal", {"Analyst", "Editor", "Chief editor", "Operator"}),
        ("sources.view_feed", {"Analyst", "Editor", "Chief editor", "Operator"}),
        ("deals.change_proposal", {"Editor", "Chief editor"}),
        ("deals.change_event", {"Editor", "Chief editor"}),
        ("deals.add_note", {"Editor", "Chief editor"}),
        ("deals.change_commitment", {"Editor", "Chief editor"}),
        ("deals.add_deal", {"Chief editor"}),
        ("deals.change_party", {"Chief editor"}),
        ("auth.view_user", {"Chief editor"}),
        ("sources.change_feed", {"Operator"}),
        ("sources.add_document", {"Editor", "Chief editor", "Operator"}),
        ("auth.change_user", set()),
        ("deals.add_proposal", set()),
        ("deals.delete_commitment", set()),
    ],
)
def test_each_permission_is_held_by_exactly_these_groups(users, permission, may):
    assert {name for name, user in users.items() if user.has_perm(permission)} == may


def test_an_analyst_may_only_see(users):
    analyst = Group.objects.get(name="Analyst")
    assert analyst.permissions.count() > 40
    assert not analyst.permissions.exclude(codename__startswith="view_").exists()


def test_no_group_deletes_a_fact(users):
    for user in users.values():
        for model in FACTS:
            assert not user.has_perm(f"deals.delete_{model}")


def test_every_fact_can_be_corrected_by_an_editor(users):
    assert [m for m in FACTS if not users["Editor"].has_perm(f"deals.change_{m}")] == []
