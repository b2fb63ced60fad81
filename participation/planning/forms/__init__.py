"""Forms of formal planning that people outside the administration fill in."""
