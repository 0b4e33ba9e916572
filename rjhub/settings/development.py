"""On one machine over plain HTTP: the demonstration, and developing."""

from rjhub.settings.base import *  # noqa: F403 - a settings module is the sum of what it builds on

CSRF_COOKIE_SECURE = False
SESSION_COOKIE_SECURE = False
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_ROOT / "outbox"
