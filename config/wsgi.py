"""The WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# With gunicorn's --preload the workers share what is loaded here: so the views are loaded now, not
# at the first request, and the collector does not walk over them again, which would copy them.
assert get_resolver().url_patterns
gc.collect()
gc.freeze()
