"""The addresses of the reporting room."""

from django.urls import path

from rjhub.reporting.views import figures, how

app_name = "reporting"
urlpatterns = [
    path("figures", figures.figures, name="figures"),
    path("figures/how-we-count", how.how, name="how"),
    path("figures/how-we-count/<slug:key>", how.rule, name="rule"),
    path("figures/<slug:key>", figures.figure, name="figure"),
    path("figures/<slug:key>/cases", figures.behind, name="behind"),
]
