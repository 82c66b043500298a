"""The editors' desk: every table in its place, facts read-only with a "Correct" action, and the review queue.

All writing goes through ``review``; a form of the admin never changes a fact.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import actors, backing, blind, desk, facts, handwork, record  # noqa: F401  (registers each table)

admin.site.site_header = "TradeTracker desk"
admin.site.site_title = "TradeTracker desk"
admin.site.index_title = _("What waits")
