"""The addresses of the asking room. A change of state is a sub-resource, named by a noun."""

from django.urls import path

from rjhub.asking.views import asking, elsewhere, hearing

app_name = "asking"
urlpatterns = [
    path("before-you-approach", asking.ask, name="ask"),
    path("before-you-approach/to-the-hub", hearing.heard, name="heard"),
    path("before-you-approach/at-your-agency", hearing.watched, name="watched"),
    path("before-you-approach/other-areas", elsewhere.ask, name="ask_elsewhere"),
    path("before-you-approach/other-areas/keys", elsewhere.keys, name="keys"),
    path("before-you-approach/other-areas/keys/<int:other>", elsewhere.proposal, name="key_proposal"),
    path(
        "before-you-approach/other-areas/keys/<uuid:key_id>/agreement",
        elsewhere.agreement,
        name="key_agreement",
    ),
    path("before-you-approach/other-areas/keys/<uuid:key_id>/ending", elsewhere.ending, name="key_ending"),
    path("before-you-approach/other-areas/to-the-hub", elsewhere.heard, name="heard_elsewhere"),
    path("before-you-approach/other-areas/<uuid:question_id>", elsewhere.answer, name="answer_elsewhere"),
    path(
        "before-you-approach/other-areas/<uuid:question_id>/<uuid:key_id>/settling",
        elsewhere.settling,
        name="settling_elsewhere",
    ),
    path("before-you-approach/<uuid:question_id>", asking.answer, name="answer"),
    path("before-you-approach/<uuid:question_id>/approach", asking.approach, name="approach"),
    path("before-you-approach/<uuid:question_id>/settling", hearing.settling, name="settling"),
]
