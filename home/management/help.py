"""Help that shows how a command is typed."""

from argparse import RawDescriptionHelpFormatter

from django.core.management.base import BaseCommand, DjangoHelpFormatter


class ExampleFormatter(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """Keeps the lines of the example as they were written."""


def with_example(*lines: str):
    """Return a ``create_parser`` that ends ``--help`` with these lines."""

    def create_parser(self, prog_name, subcommand, **kwargs):
        example = "\n".join(f"  {line}" for line in lines)
        return BaseCommand.create_parser(
            self,
            prog_name,
            subcommand,
            epilog=f"example:\n{example}",
            formatter_class=ExampleFormatter,
            **kwargs,
        )

    return create_parser
