"""Answers for those who watch the process: is it alive, and can it do its work?"""

from __future__ import annotations

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sources.backlog import backlog
from sources.clock import database_now
from sources.health import running


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Return 200 as long as the process answers; nothing else is looked at."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Return 200 when database, migrations and Redis are ready, else 503; each check is named."""
    checks = {"database": _database(), "redis": _redis()}
    ready = all(answer == "ok" for answer in checks.values())
    return JsonResponse({"ready": ready, "checks": checks}, status=200 if ready else 503)


@never_cache
@require_safe
def workz(request: HttpRequest) -> JsonResponse:
    """Return 200 while polls happen and nothing lies undone for two hours, else 503 with sentences that say what does.

    For whoever watches the scheduler and the workers, which answer no requests themselves.
    """
    try:
        now = database_now()
        polling, undone = running(now), backlog(now)
    except DatabaseError as error:
        return JsonResponse({"working": False, "says": [f"no database: {type(error).__name__}"]}, status=503)
    stands = [polling.says] if polling.state == "stopped" else []
    stands += [one.says for one in undone if one.is_stuck]
    return JsonResponse({"working": not stands, "says": stands}, status=503 if stands else 200)


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"not reachable: {type(error).__name__}"
    return f"{len(missing)} migrations to run: manage.py migrate" if missing else "ok"


def _redis() -> str:
    try:
        client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
        try:
            client.ping()
        finally:
            client.close()
    except (redis.RedisError, ValueError) as error:
        return f"not reachable: {type(error).__name__}"
    return "ok"
