"""Documents and the proof of their publication: sections of the desk, outlets, tasks, schedules."""
