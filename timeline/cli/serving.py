"""The command that serves the site."""

import click

from timeline.cli.door import engine, fail, settings


@click.command()
@click.option("--host", help="The address to listen on; by default only this machine.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; by default 8000.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the site and its API until stopped.

    Example: timeline serve --port 8080
    """
    from timeline.web.serve import CannotListen, run

    found = settings()
    engine(found).dispose()
    try:
        run(found, host or found.host, found.port if port is None else port)
    except CannotListen as error:
        fail(str(error))
