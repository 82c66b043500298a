"""What keeps one slow question, or a server that vanished without a word, from stopping the rest."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection

from tradetracker.celery import app

CHECKOUT = Path(__file__).resolve().parents[1]
ASK = "from django.db import connection as c; x = c.cursor(); x.execute('SHOW statement_timeout'); print(x.fetchone()[0])"


@pytest.mark.parametrize(
    ("door", "given", "limit"),
    [
        ("import tradetracker.wsgi", {}, "20s"),
        ("import tradetracker.wsgi", {"STATEMENT_SECONDS": "7"}, "7s"),
        ("import django; django.setup()", {}, "0"),
    ],
)
def test_only_web_processes_cut_a_question_off(door: str, given: dict[str, str], limit: str) -> None:
    env = {**os.environ, **given, "DJANGO_SETTINGS_MODULE": "tradetracker.settings", "SECRET_KEY": "x" * 60}
    said = subprocess.run(
        [sys.executable, "-c", f"{door}; {ASK}"], env=env, cwd=CHECKOUT, capture_output=True, text=True
    )
    assert said.stdout.strip() == limit, said.stderr


@pytest.mark.django_db
def test_the_database_is_asked_whether_it_is_still_there() -> None:
    connection.ensure_connection()
    told = connection.connection.info.dsn_parameters
    assert (told["connect_timeout"], told["keepalives_idle"], told["tcp_user_timeout"]) == (
        "10",
        "30",
        "60000",
    )


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="a matter of Linux")
def test_the_broker_is_asked_whether_it_is_still_there() -> None:
    with app.connection_for_write() as link:
        redis = link.default_channel.client.connection_pool.make_connection()
        redis.connect()
        opened = redis._sock
        assert opened.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == 30
        assert opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 60_000
        redis.disconnect()


@pytest.mark.django_db
@pytest.mark.parametrize("weak", ["short-pass1", "12345678901234", "password123456", "li.ying.2026"])
def test_weak_passwords_of_the_desk_are_refused(weak: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(weak, User(username="li.ying.2026"))
