"""Settings, environment, root addresses and the Celery application of the portal."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
