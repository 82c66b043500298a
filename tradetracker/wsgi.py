"""The WSGI door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

# The settings read it: a page that asks for too much gives its thread back.
os.environ.setdefault("STATEMENT_SECONDS", "20")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradetracker.settings")
application = get_wsgi_application()
