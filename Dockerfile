# One image for web, worker, beat and the one-shot migration; which one it is, docker-compose.yml says.
FROM python:3.12.11-slim-bookworm AS packages
WORKDIR /build
COPY requirements-prod.lock .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements-prod.lock

FROM python:3.12.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=tradetracker.settings \
    TRADETRACKER_HOME=/nonexistent \
    STATIC_ROOT=/app/staticfiles
RUN groupadd --system --gid 10001 tradetracker \
    && useradd --system --uid 10001 --gid tradetracker --no-create-home --shell /usr/sbin/nologin tradetracker \
    && install -d -o tradetracker -g tradetracker /var/lib/beat
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY manage.py pyproject.toml ./
COPY tradetracker tradetracker
COPY sources sources
COPY deals deals
COPY templates templates
COPY static static
# The addresses and the key are for this one step: collecting files asks no server.
RUN SECRET_KEY=only-while-the-image-is-built DATABASE_URL=postgres://build@127.0.0.1:9/build \
    REDIS_URL=redis://127.0.0.1:9/0 python manage.py collectstatic --noinput \
    && python -m compileall -q tradetracker sources deals
USER tradetracker
EXPOSE 8000
CMD ["gunicorn", "tradetracker.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", \
     "--access-logfile", "-", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
