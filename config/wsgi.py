"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from config.loading import load_pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
load_pages()  # with gunicorn's --preload the workers share it
