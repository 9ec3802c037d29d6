"""The floor: a bare Django table view, the denominator of every page.

The seven default middlewares, sessions in the cache, a signed-in user, a model of 12 columns with
100,000 rows, the newest 50 of one indexed value, a template with a base and a table of 6 columns.
Run as a script it makes and fills its tables and prints the key of a session.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

import environ
from django.conf import settings

HERE = Path(__file__).resolve().parent
ROWS, GROUPS, SHOWN = 100_000, 500, 50

settings.configure(
    SECRET_KEY="only-for-the-benchmark-" * 3,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="floor",
    USE_TZ=True,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [HERE],
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    DATABASES={
        "default": environ.Env().db_url("DATABASE_URL")
        | {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
    },
    CACHES={
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": os.environ["REDIS_URL"],
        }
    },
    SESSION_ENGINE="django.contrib.sessions.backends.cache",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)

import django  # noqa: E402

django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Entry(models.Model):
    """A row of twelve columns."""

    group_id = models.IntegerField(db_index=True)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=200)
    state = models.CharField(max_length=20)
    value = models.BigIntegerField()
    target = models.BigIntegerField()
    due_on = models.DateField()
    saved_at = models.DateTimeField()
    note = models.CharField(max_length=200)
    version = models.IntegerField()

    objects: ClassVar[models.Manager[Entry]]

    class Meta:
        app_label = "floor"


@login_required
def entries(request: HttpRequest) -> HttpResponse:
    """Draw the newest 50 rows of one group."""
    rows = Entry.objects.filter(group_id=7).order_by("-id")[:SHOWN]
    return render(request, "entries.html", {"rows": rows})


FILL = """
    INSERT INTO floor_entry (group_id, code, name, unit, state, value, target, due_on, saved_at,
                             note, version)
    SELECT n %% %s, 'BC-' || n, 'Báo cáo kết quả phong trào thi đua số ' || n,
           'Ủy ban nhân dân xã số ' || n %% 2000,
           (ARRAY['waiting', 'submitted', 'accepted'])[n %% 3 + 1], n, n + 10, '2021-11-22',
           '2021-11-22 09:00+07', '', 1
    FROM generate_series(1, %s) AS n
"""
urlpatterns = [path("", entries)]
application = get_wsgi_application()


def fill() -> str:
    """Make and fill the tables; return the key of a signed-in session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.cache import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Entry)
    with connection.cursor() as cursor:
        cursor.execute(FILL, [GROUPS, ROWS])
        cursor.execute("VACUUM (ANALYZE)")
    user = User.objects.create_user("canbo", password=None)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    print(fill())
