"""Behind HTTPS, for real people."""

from rjhub.settings import mail
from rjhub.settings.base import *  # noqa: F403 - a settings module is the sum of what it builds on
from rjhub.settings.environment import environment

SECURE_SSL_REDIRECT = environment.https
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

vars().update(mail.settings_for(environment.mail_url))
