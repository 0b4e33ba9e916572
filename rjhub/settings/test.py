"""The test suite: the real program and a real database, with a fast password hash and mail that stays in memory.

The connection signs in as the owner and takes the role `rjhub_app` before its first statement, so every test runs
with the application's rights, and a test that must look behind the walls can step out of the role (`conftest.py`).
"""

from datetime import timedelta

from rjhub.settings.base import *  # noqa: F403 - a settings module is the sum of what it builds on
from rjhub.settings.base import DATABASES

DATABASES["default"] |= {name: DATABASES["owner"][name] for name in ("USER", "PASSWORD")}
# Each test has the one connection whose transaction it takes back.
DATABASES["default"]["OPTIONS"].pop("pool")
DATABASES["responsible"]["OPTIONS"].pop("pool")
DATABASES["front"]["OPTIONS"].pop("pool")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_SECURE = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMONSTRATION = True
REGISTER_FOLDER = None  # a test that wants the register written names a folder of its own
SIGNATURES_HOLD = timedelta(days=36_500)  # tests set the program's clock, but not the database's
