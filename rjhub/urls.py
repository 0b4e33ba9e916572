"""Every address of RJ Hub starts here."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
]
