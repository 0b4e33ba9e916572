"""Signing in: passwords, second factors, agencies' own sign-on, sessions. django-allauth does the work."""
