"""Accounts for the desk are made by one command, in the right group, with a password that works."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from deals.management.commands.createeditor import AccountError, create_editor

pytestmark = pytest.mark.django_db


def made(*arguments: str) -> str:
    said = io.StringIO()
    call_command("createeditor", *arguments, stdout=said)
    return said.getvalue()


def test_an_editor_is_made_whose_printed_password_signs_in() -> None:
    password = made("lin").strip().rpartition(" ")[2]
    user = get_user_model().objects.get(username="lin")
    assert user.is_staff and not user.is_superuser
    assert [group.name for group in user.groups.all()] == ["Editor"]
    assert authenticate(username="lin", password=password) == user
    assert len(password) >= 16


def test_no_two_accounts_get_the_same_password() -> None:
    assert create_editor("one") != create_editor("two")


def test_a_chief_editor_who_also_keeps_the_feeds() -> None:
    made("mei", "--chief", "--operator")
    groups = get_user_model().objects.get(username="mei").groups.values_list("name", flat=True)
    assert sorted(groups) == ["Chief editor", "Operator"]


def test_a_password_from_standard_input_is_taken_and_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("quiet-lanterns-7\n"))
    said = made("ana", "--password-stdin")
    assert "quiet-lanterns-7" not in said and "Password" not in said
    assert authenticate(username="ana", password="quiet-lanterns-7") is not None


@pytest.mark.parametrize("given", ["", "12345678", "short"])
def test_a_weak_or_missing_password_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(given + "\n"))
    with pytest.raises(CommandError):
        made("ana", "--password-stdin")
    assert not get_user_model().objects.filter(username="ana").exists()


def test_a_name_that_is_taken_is_refused_whatever_its_case() -> None:
    create_editor("lin")
    with pytest.raises(CommandError, match="changepassword"):
        made("Lin")


def test_a_name_that_is_no_name_is_refused() -> None:
    with pytest.raises(AccountError):
        create_editor("two words")


def test_without_the_groups_it_says_to_migrate() -> None:
    Group.objects.filter(name="Editor").delete()
    with pytest.raises(AccountError, match="migrate"):
        create_editor("lin")
    assert not get_user_model().objects.exists()
