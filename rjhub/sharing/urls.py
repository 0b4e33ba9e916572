"""The addresses of the sharing room. A change of state is a sub-resource, named by a noun."""

from django.urls import path

from rjhub.sharing.views import agreements, changing, parties, receipts

app_name = "sharing"

urlpatterns = [
    path("agreement", agreements.versions, name="versions"),
    path("agreement/new", changing.new_version, name="new_version"),
    path("agreement/<int:number>", agreements.version, name="version"),
    path("agreement/<int:number>/file", agreements.file, name="file"),
    path("agreement/<int:number>/parties/<slug:code>/signature", parties.signing, name="signing"),
    path("agreement/<int:number>/parties/<slug:code>/withdrawal", parties.withdrawal, name="withdrawal"),
    path("agreement/<int:number>/force", parties.putting_into_force, name="putting_into_force"),
    path("receipts", receipts.receipts, name="receipts"),
    path("receipts/taking", receipts.receipt_taking, name="receipt_taking"),
]
