"""Addresses of formal planning, one module for each matter."""
