"""German dates as this town writes them, on top of Django's own."""

TIME_FORMAT = "H:i"
SHORT_DATETIME_FORMAT = "d.m.Y, H:i"
DATETIME_FORMAT = "j. F Y, H:i"
