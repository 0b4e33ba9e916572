"""The addresses of the offers room. A change of state is a sub-resource, named by a noun."""

from django.urls import path

from rjhub.offers.views import ledger

app_name = "offers"
urlpatterns = [
    path("people/<uuid:person_id>/offers", ledger.ledger, name="ledger"),
    path("people/<uuid:person_id>/offers/new", ledger.offer, name="offer"),
    path("offers", ledger.to_come_back_to, name="to_come_back_to"),
    path("offers/new", ledger.first_offer, name="first_offer"),
    path("offers/<uuid:entry_id>/taking-up", ledger.taking_up, name="taking_up"),
]
