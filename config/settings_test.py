"""Settings of the test suite: the portal's own, in a place of its own that vanishes afterwards.

``tools/test`` names the database and the broker; without them the tests use SQLite in a file.
Each pytest-xdist worker has its own database, Redis number and folder.
"""

import atexit
import os
import shutil
import tempfile

if "PORTAL_TEST_DIR" not in os.environ:
    os.environ["PORTAL_TEST_DIR"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["PORTAL_TEST_DIR"], ignore_errors=True)
_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["VAR_DIR"] = f"{os.environ['PORTAL_TEST_DIR']}/{_worker}"
os.environ["SECRET_KEY"] = "only-for-tests-" * 5
os.environ["SITE_ORIGIN"] = "http://testserver"
os.environ["FAILPOINTS"] = "1"
os.environ["DEMO"] = os.environ["DEBUG"] = "0"
if _worker.startswith("gw") and os.environ.get("REDIS_URL"):
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rsplit('/', 1)[0]}/{int(_worker[2:]) + 1}"

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, SQLITE_OPTIONS, STORAGES, VAR_DIR  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: threads, processes and locks behave as they do there.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS | {
        "init_command": SQLITE_OPTIONS["init_command"].replace("=NORMAL", "=OFF"),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
