"""The two addresses that watchers ask."""

import pytest


def test_a_living_process_says_so_without_a_database(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "alive"}


@pytest.mark.django_db
def test_ready_means_database_migrations_and_redis(client):
    answer = client.get("/readyz")
    assert answer.json() == {"ready": True, "checks": {"database": "ok", "redis": "ok"}}


@pytest.mark.django_db
def test_not_ready_names_what_is_missing(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["redis"] == "not reachable: ConnectionError"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_every_answer_carries_a_strict_policy(client, address):
    policy = client.get(address).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
