"""What was published: feeds, fetches, kept bytes, documents and the claims found in them."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """The app that knows feeds and texts, and no trade policy."""

    name = "sources"
    verbose_name = "Sources"
