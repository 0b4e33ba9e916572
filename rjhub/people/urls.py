"""The addresses of the people room. A change of state is a sub-resource, named by a noun."""

from django.urls import path

from rjhub.people.views import contact, identity, record, seen, stops, why

app_name = "people"
_PERSON = "people/<uuid:person_id>"
urlpatterns = [
    path("people", record.search, name="search"),
    path(_PERSON, record.person, name="person"),
    path(f"{_PERSON}/history", record.history, name="history"),
    path(f"{_PERSON}/seen", seen.seen, name="seen"),
    path(f"{_PERSON}/why", why.why, name="why"),
    path(f"{_PERSON}/particulars", identity.particulars, name="particulars"),
    path(f"{_PERSON}/names/new", identity.name, name="name"),
    path(f"{_PERSON}/names/<uuid:name_id>/withdrawal", identity.name_withdrawal, name="name_withdrawal"),
    path(f"{_PERSON}/identifiers/new", identity.identifier, name="identifier"),
    path(
        f"{_PERSON}/identifiers/<uuid:identifier_id>/withdrawal",
        identity.identifier_withdrawal,
        name="identifier_withdrawal",
    ),
    path(f"{_PERSON}/contact", contact.contact, name="contact"),
    path(f"{_PERSON}/contact/<str:kind>", contact.contact_of, name="contact_of"),
    path(f"{_PERSON}/safe-contact", contact.safe_contact, name="safe_contact"),
    path(f"{_PERSON}/custody", contact.custody, name="custody"),
    path(f"{_PERSON}/release", contact.release, name="release"),
    path(f"{_PERSON}/equality", stops.equality, name="equality"),
    path(f"{_PERSON}/stops/new", stops.stop, name="stop"),
    path(f"{_PERSON}/stops/<uuid:stop_id>/lifting", stops.lifting, name="lifting"),
]
