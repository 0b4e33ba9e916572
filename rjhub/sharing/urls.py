"""The addresses of the sharing room."""

from django.urls import path

from rjhub.sharing.views import receipts

app_name = "sharing"

urlpatterns = [
    path("receipts", receipts.receipts, name="receipts"),
    path("receipts/taking", receipts.receipt_taking, name="receipt_taking"),
]
