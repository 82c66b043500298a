"""Make an account for the desk: ``manage.py createeditor NAME [--chief] [--operator] [--password-stdin]``."""

from __future__ import annotations

import argparse
import secrets
import sys
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

EDITOR = "Editor"
CHIEF = "Chief editor"
OPERATOR = "Operator"
# No letters and digits that are taken for one another when copied by hand.
ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
PASSWORD_LENGTH = 16


class AccountError(Exception):
    """The account cannot be made, for a reason given in a sentence."""


def create_editor(
    name: str, *, chief: bool = False, operator: bool = False, password: str | None = None
) -> str:
    """Make a staff account in the group "Editor" (or "Chief editor"; with ``operator`` also "Operator").

    Returns the password: the given one, or a generated one of 16 characters (about 92 bits). Raises
    AccountError when the name is taken or no name, when the password is too weak, or when the groups are not
    there yet.
    """
    User = get_user_model()
    names = [CHIEF if chief else EDITOR, *([OPERATOR] if operator else [])]
    chosen = password or "".join(secrets.choice(ALPHABET) for _ in range(PASSWORD_LENGTH))
    with transaction.atomic():
        groups = list(Group.objects.filter(name__in=names))
        missing = set(names) - {group.name for group in groups}
        if missing:
            raise AccountError(f"The group {sorted(missing)[0]!r} is not there: run manage.py migrate first.")
        if User.objects.filter(username__iexact=name).exists():
            raise AccountError(
                f"There is an account named {name!r} already; manage.py changepassword {name} gives it a new "
                "password."
            )
        user = User(username=name, is_staff=True)
        try:
            user.clean_fields(exclude=["password"])
            if password is not None:
                validate_password(password, user)
        except ValidationError as error:
            raise AccountError(" ".join(error.messages)) from None
        user.set_password(chosen)
        user.save()
        user.groups.set(groups)
    return chosen


class Command(BaseCommand):
    """Make the account and print its password once."""

    help = "Make an account for an editor; prints its password once."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the name, the groups and where the password comes from."""
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument(
            "--chief", action="store_true", help="a chief editor, who may also make parties and deals"
        )
        parser.add_argument("--operator", action="store_true", help="also an operator, who keeps the feeds")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from standard input, print none"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account; raise CommandError with the reason when it cannot be made."""
        given = None
        if options["password_stdin"]:
            given = sys.stdin.readline().rstrip("\r\n")
            if not given:
                raise CommandError("No password came on standard input.")
        try:
            password = create_editor(
                options["name"], chief=options["chief"], operator=options["operator"], password=given
            )
        except AccountError as error:
            raise CommandError(str(error)) from None
        role = "chief editor" if options["chief"] else "editor"
        self.stdout.write(f"Made the {role} {options['name']}.")
        if given is None:
            self.stdout.write(f"Password, shown this once: {password}")
