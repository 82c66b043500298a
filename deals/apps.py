"""What the published texts mean: deals, rounds, agreements, commitments, countermeasures."""

from django.apps import AppConfig


class DealsConfig(AppConfig):
    """The app that holds the record; it may look at ``sources``, never the reverse."""

    name = "deals"
    verbose_name = "Deals"
