"""Participation as open data: what everyone may read, for machines."""
