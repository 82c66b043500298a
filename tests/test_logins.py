"""The limit on logins, against the real Redis-protocol server and the real login page."""

from __future__ import annotations

import logging
import uuid

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client, RequestFactory
from redis.exceptions import ConnectionError as RedisIsGone

from tradetracker import logins

PAGE = "/admin/login/?next=/admin/"
RIGHT, WRONG = "correct-horse-1", "wrong"


@pytest.fixture
def editor(db) -> User:
    return User.objects.create_user(f"ann-{uuid.uuid4().hex[:8]}", password=RIGHT, is_staff=True)


@pytest.fixture
def address() -> str:
    """One that no other test tried from."""
    cache.delete_many([f"login:address:198.51.100.{n}" for n in range(1, 255)])
    return f"198.51.100.{uuid.uuid4().int % 254 + 1}"


def attempt(name: str, password: str, address: str, **headers):
    return Client().post(PAGE, {"username": name, "password": password}, REMOTE_ADDR=address, **headers)


def test_the_sixth_try_is_refused_even_with_the_right_password_and_others_are_not_touched(
    editor, address
) -> None:
    for _ in range(5):
        answer = attempt(editor.username, WRONG, address)
        assert answer.status_code == 200 and "Please enter the correct" in answer.content.decode()
    answer = attempt(editor.username, RIGHT, address)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= logins.WINDOW_S
    page = answer.content.decode()
    assert "Too many tries from your address. Try again in 15 minutes." in page
    assert "Please enter the correct" not in page and "script-src" in answer["Content-Security-Policy"]
    # The same name in other letters is the same name.
    assert attempt(f" {editor.username.upper()} ", RIGHT, address).status_code == 429
    # Another editor at that address, and this editor from elsewhere, get in.
    other = User.objects.create_user(f"bob-{uuid.uuid4().hex[:8]}", password=RIGHT, is_staff=True)
    assert attempt(other.username, RIGHT, address).status_code == 302
    assert attempt(editor.username, RIGHT, "203.0.113.77").status_code == 302


def test_a_login_forgets_what_was_mistyped_before(editor, address) -> None:
    for _ in range(3):
        for _ in range(4):
            attempt(editor.username, WRONG, address)
        assert attempt(editor.username, RIGHT, address).status_code == 302
    assert cache.get(f"login:address:{address}") == 12  # good ones do not count


def test_a_name_that_nobody_has_is_answered_like_one_that_somebody_has(db, address) -> None:
    codes = [attempt("nobody\n" + "x" * 5000, WRONG, address).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_an_address_that_tries_many_names_is_refused(editor, address, monkeypatch) -> None:
    monkeypatch.setattr(logins, "TRIES_PER_ADDRESS", 8)
    codes = [attempt(f"name{n}", WRONG, address).status_code for n in range(9)]
    assert codes == [200] * 8 + [429]
    assert attempt(editor.username, RIGHT, address).status_code == 429
    assert attempt(editor.username, RIGHT, "203.0.113.78").status_code == 302


def test_tries_at_the_same_moment_are_each_counted(address) -> None:
    keys = ("login:name:" + uuid.uuid4().hex, f"login:address:{address}")
    assert [bool(logins._count(keys)) for _ in range(7)] == [False] * 5 + [True] * 2
    assert cache.get(keys[0]) == 7
    assert logins.WINDOW_S - 5 <= logins._left(keys[0]) <= logins.WINDOW_S  # later tries make it no longer


def test_without_redis_logins_go_on_and_the_log_says_so(editor, address, monkeypatch, caplog) -> None:
    def gone(*args, **options):
        raise RedisIsGone("connection refused")

    for name in ("add", "incr", "decr", "delete"):
        monkeypatch.setattr(cache, name, gone)
    with caplog.at_level(logging.WARNING):
        for _ in range(7):
            assert attempt(editor.username, WRONG, address).status_code == 200
        assert attempt(editor.username, RIGHT, address).status_code == 302
    assert "login tries cannot be counted, and are not limited: connection refused" in caplog.text


def test_looking_at_the_page_counts_nothing_and_a_forged_post_neither(editor, address) -> None:
    for _ in range(9):
        assert Client().get(PAGE, REMOTE_ADDR=address).status_code == 200
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(PAGE, {"username": editor.username}, REMOTE_ADDR=address).status_code == 403
    assert cache.get(f"login:address:{address}") is None


@pytest.mark.parametrize(
    ("hops", "remote", "forwarded", "expected"),
    [
        (0, "203.0.113.5", "198.51.100.9", "203.0.113.5"),  # no proxy of ours: nobody is believed
        (1, "127.0.0.1", "198.51.100.9", "198.51.100.9"),
        (1, "127.0.0.1", "6.6.6.6, 198.51.100.9", "198.51.100.9"),  # what the client wrote itself stands left
        (2, "127.0.0.1", "6.6.6.6, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
        (2, "127.0.0.1", "198.51.100.9", "198.51.100.9"),
        (1, "127.0.0.1", "", "127.0.0.1"),
        (1, "127.0.0.1", "nonsense", ""),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (0, "::ffff:203.0.113.5", "", "203.0.113.5"),
        (0, "", "", ""),
    ],
)
def test_whose_address_counts(settings, hops, remote, forwarded, expected) -> None:
    settings.PROXY_HOPS = hops
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert logins.address_of(RequestFactory().get("/", REMOTE_ADDR=remote, **headers)) == expected
