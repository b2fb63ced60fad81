"""What formal planning tells the house: each matter brings its own module."""

from home.registries import demo_chapters, task_sources
from participation.demo.planning.chapter import chapter
from participation.planning import personal  # noqa: F401
from participation.planning.registrations import (  # noqa: F401
    authorities,
    council,
    documents,
    exports,
    rounds,
    statements,
    weighing,
)
from participation.planning.waiting import tasks_of

demo_chapters.append(chapter)
task_sources.append(tasks_of)
