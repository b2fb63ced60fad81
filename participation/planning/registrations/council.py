"""Council and result: sections of the desk, outlets, tasks, schedules."""
