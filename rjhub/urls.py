"""Every address of RJ Hub starts here."""

from django.urls import include, path

from rjhub import api, frame

urlpatterns = [
    path("", frame.home, name="home"),
    path("", include("rjhub.reading.urls")),
    path("", include("rjhub.reporting.urls")),
    path("", include("rjhub.hubmeetings.urls")),
    path("", include("rjhub.workload.urls")),
    path("", include("rjhub.allocation.urls")),
    path("", include("rjhub.feedback.urls")),
    path("", include("rjhub.cases.urls")),
    path("", include("rjhub.referrals.urls")),
    path("", include("rjhub.asking.urls")),
    path("", include("rjhub.matching.urls")),
    path("", include("rjhub.letters.urls")),
    path("", include("rjhub.offers.urls")),
    path("", include("rjhub.people.urls")),
    path("", include("rjhub.facilitators.urls")),
    path("", include("rjhub.tokens.urls")),
    path("", include("rjhub.sharing.urls")),
    path("", include("rjhub.partnership.urls")),
    path("api", api.described, name="api_description"),
    path("api/openapi.json", api.openapi, name="api_openapi"),
    path("api/v1/", api.api.urls),
    path("account/", include("rjhub.partnership.signing_in.urls")),
]

handler400 = "rjhub.design.errors.bad_request"
handler403 = "rjhub.design.errors.forbidden"
handler404 = "rjhub.design.errors.not_found"
handler429 = "rjhub.partnership.signing_in.views.entering.too_many_tries"
handler500 = "rjhub.design.errors.server_error"
