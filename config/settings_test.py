"""Fast and hermetic: no network, no worker, no real password hashing."""

import os
import tempfile
from pathlib import Path

os.environ.update(
    SECRET_KEY="tests-only-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    QUEUE_KEY="queue-tests-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    BASE_URL="https://testserver",
    ALLOWED_HOSTS="testserver,localhost",
    DEMO_TOWN="false",
    DEBUG="false",
    REQUIRE_SECOND_FACTOR="true",
    TRUSTED_PROXY_COUNT="0",
)

from config.settings import *  # noqa: F403
from config.settings import DATABASES, Q_CLUSTER, VAR_DIR

_files = Path(tempfile.gettempdir()) / "stadtraum-tests"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["NAME"] = VAR_DIR / "test.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
Q_CLUSTER = {**Q_CLUSTER, "sync": True}
SECURE_SSL_REDIRECT = False
MEDIA_ROOT = _files / "media"
PRIVATE_MEDIA_ROOT = _files / "private"
STORAGES = {
    "default": {"BACKEND": "home.storage.TownStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tests of the second factor switch it on; all others would stand before its door.
REQUIRE_SECOND_FACTOR = False
MIDDLEWARE = [m for m in MIDDLEWARE if "whitenoise" not in m]  # noqa: F405
