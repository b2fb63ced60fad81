"""Voting: addresses below an activity of that format."""

from django.urls import path

from participation.views import voting, voting_codes

HERE = "<slug:slug>/mitmachen/<slug:key>/stimmzettel"

urlpatterns = [
    path(f"{HERE}/", voting.ballot, name="ballot"),
    path(f"{HERE}/abgeben/", voting.ballot_cast, name="ballot_cast"),
    path(f"{HERE}/code/", voting_codes.voting_code, name="voting_code"),
    path(f"{HERE}.csv", voting.ballot_csv, name="ballot_file"),
]
