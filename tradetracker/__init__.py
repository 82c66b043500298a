"""TradeTracker: rare-earth trade deals, every statement opening on the words of a kept source."""

from .celery import app as celery_app

__all__ = ["celery_app"]
__version__ = "0.1.0"
