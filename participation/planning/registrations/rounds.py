"""Rounds and notices: sections of the desk, outlets, tasks, schedules."""
