"""The door of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rjhub.settings.production")
application = get_wsgi_application()

# What the program is made of stays until its end, so the collector need not look through it every few requests.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
