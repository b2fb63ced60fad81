"""The development plan of the demo town, in the middle of its procedure."""
