"""The least that Django needs to draw a page: no database, no signed-in person, a strict content policy."""

from rjhub.design.environment import TEMPLATES_BACKEND

SECRET_KEY = "only-for-tests-of-drawing-pages"
INSTALLED_APPS = ["django.contrib.messages", "django.contrib.staticfiles", "rjhub.design"]
MIDDLEWARE = [
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "rjhub.design.tests.gallery.strict_policy",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
TEMPLATES = [
    {**TEMPLATES_BACKEND, "DIRS": ["rjhub/design/tests/templates"]},
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]
ROOT_URLCONF = "rjhub.design.tests.gallery"
STATIC_URL = "/static/"
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
ALLOWED_HOSTS = ["*"]
CSRF_FAILURE_VIEW = "rjhub.design.errors.csrf_failure"
DATABASES: dict[str, dict[str, str]] = {}
