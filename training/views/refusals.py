"""What was possible a moment ago, or never was: the reason, and what else there is."""

from django.shortcuts import render

from training.offers import SessionRow


def refused(request, session, answer):
    context = {"row": SessionRow(session, answer), "offer": session.offer}
    status = 409 if request.method == "POST" else 200
    return render(request, "training/refused.html", context, status=status)
