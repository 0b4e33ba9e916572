"""The addresses of the matching room. A change of state is a sub-resource, named by a noun."""

from django.urls import path

from rjhub.matching.views import comparing, models

app_name = "matching"
_PERSON = "people/<uuid:person_id>"
urlpatterns = [
    path("matching", comparing.pairs, name="pairs"),
    path("matching/models", models.models, name="models"),
    path("matching/proposals/<uuid:proposal_id>/taking-back", comparing.taking_back, name="taking_back"),
    path(f"{_PERSON}/duplicates", comparing.records_of, name="records"),
    path(f"{_PERSON}/duplicates/history", comparing.history, name="history"),
    path(f"{_PERSON}/duplicates/<uuid:other_id>", comparing.pair, name="pair"),
    path(f"{_PERSON}/links/<uuid:link_id>/undoing", comparing.parting, name="parting"),
]
