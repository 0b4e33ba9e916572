"""The addresses of the asking room. A change of state is a sub-resource, named by a noun."""

from django.urls import path

from rjhub.asking.views import asking, hearing

app_name = "asking"
urlpatterns = [
    path("before-you-approach", asking.ask, name="ask"),
    path("before-you-approach/to-the-hub", hearing.heard, name="heard"),
    path("before-you-approach/at-your-agency", hearing.watched, name="watched"),
    path("before-you-approach/<uuid:question_id>", asking.answer, name="answer"),
    path("before-you-approach/<uuid:question_id>/approach", asking.approach, name="approach"),
    path("before-you-approach/<uuid:question_id>/settling", hearing.settling, name="settling"),
]
