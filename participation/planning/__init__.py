"""Formal urban-planning participation by the BauGB, from the notice to the letters."""
