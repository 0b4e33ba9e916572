"""The addresses of the reporting room."""

from django.urls import path

from rjhub.reporting.views import figures, how, returns

app_name = "reporting"
urlpatterns = [
    path("figures", figures.figures, name="figures"),
    path("figures/how-we-count", how.how, name="how"),
    path("figures/how-we-count/<slug:key>", how.rule, name="rule"),
    path("figures/returns", returns.returns, name="returns"),
    path("figures/returns/<slug:key>/submission", returns.submission_form, name="submitting"),
    path("figures/submissions/<uuid:submission_id>", returns.submission, name="submission"),
    path("figures/submissions/<uuid:submission_id>/cases/<int:place>", returns.behind, name="frozen_behind"),
    path("figures/submissions/<uuid:submission_id>/changes", returns.changes, name="changes"),
    path("figures/submissions/<uuid:submission_id>/file.<str:kind>", returns.file, name="file"),
    path("figures/<slug:key>", figures.figure, name="figure"),
    path("figures/<slug:key>/cases", figures.behind, name="behind"),
]
