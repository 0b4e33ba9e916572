"""The addresses of the workload room."""

from django.urls import path

from rjhub.workload.views import board, forecast

app_name = "workload"
urlpatterns = [
    path("workload", board.board, name="board"),
    path("workload/forecast", forecast.forecast, name="forecast"),
]
