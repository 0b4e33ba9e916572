"""Every address of RJ Hub starts here."""

from django.urls import include, path

from rjhub import frame

urlpatterns = [
    path("", frame.home, name="home"),
    path("", include("rjhub.cases.urls")),
    path("account/", include("allauth.urls")),
]
