"""The gallery's settings: pages are drawn without a database, a session or anybody signed in."""

from typing import Any

from rjhub.design.environment import TEMPLATES_BACKEND

SITE: dict[str, Any] = {
    "ROOT_URLCONF": "rjhub.design.tests.gallery",
    "MIDDLEWARE": [
        "csp.middleware.CSPMiddleware",
        "rjhub.design.middleware.headers",
        "rjhub.design.middleware.failures",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
    "TEMPLATES": [{**TEMPLATES_BACKEND, "DIRS": ["rjhub/design/tests/templates"]}],
    "LOGIN_URL": "/sign-in",
    "CSRF_FAILURE_VIEW": "rjhub.design.errors.csrf_failure",
    # Stricter than the program's own policy, so that nothing of ours ever needs an exception.
    "CONTENT_SECURITY_POLICY": {
        "DIRECTIVES": {"default-src": ["'self'"], "object-src": ["'none'"], "base-uri": ["'none'"]}
    },
}
