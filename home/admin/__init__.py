"""The house's own screens in Wagtail's administration."""
