"""The planner's desk: screens in the administration."""
