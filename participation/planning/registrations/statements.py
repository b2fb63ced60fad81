"""Statements: sections of the desk, outlets, tasks, schedules."""
