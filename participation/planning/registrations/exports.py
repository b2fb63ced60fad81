"""Exports: sections of the desk, outlets, tasks, schedules."""
