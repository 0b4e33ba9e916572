"""The addresses of the tokens room."""

from django.urls import path

from rjhub.tokens.views import tokens

app_name = "tokens"
urlpatterns = [
    path("my-account/tokens", tokens.tokens, name="tokens"),
    path("my-account/tokens/new", tokens.making, name="making"),
    path("my-account/tokens/<uuid:token_id>/ending", tokens.ending, name="ending"),
    path("partnership/tokens", tokens.of_agency, name="of_agency"),
]
