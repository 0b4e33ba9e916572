"""The addresses of the reading room. A change of state is a sub-resource, named by a noun."""

from django.urls import path

from rjhub.reading.views import exposure, own, reading, unusual, why

app_name = "reading"
urlpatterns = [
    path("reading", reading.readings, name="readings"),
    path("reading/unusual", unusual.unusual, name="unusual"),
    path("reading/unusual/<uuid:finding_id>", unusual.finding, name="finding"),
    path("why", why.why, name="why"),
    path("reading/exposure", exposure.exposure, name="exposure"),
    path("reading/hours", own.hours, name="hours"),
    path("reading/home", own.home, name="home"),
    path("reading/home/forgetting", own.forgetting, name="forgetting"),
]
