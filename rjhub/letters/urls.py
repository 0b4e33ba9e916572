"""The addresses of the letters room."""

from django.urls import path

from rjhub.letters.views import sent

app_name = "letters"
urlpatterns = [path("people/<uuid:person_id>/sent", sent.sent, name="sent")]
