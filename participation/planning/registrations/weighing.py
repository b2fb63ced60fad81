"""The weighing: sections of the desk, outlets, tasks, schedules."""
