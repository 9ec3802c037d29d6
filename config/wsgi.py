"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from config.database import STATEMENT_OF_A_PAGE, limit_answers, limit_statements
from config.loading import load_pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
limit_statements(STATEMENT_OF_A_PAGE)
limit_answers()
load_pages()  # with gunicorn's --preload the workers share it
