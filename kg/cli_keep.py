"""The commands of `kg` that keep a store safe: backup, restore, migrate."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli_options import DEFAULT_STORE, Store, open_graph
from kg.console import counted, message
from kg.errors import StoreError
from kg.settings import is_server

commands = typer.Typer()


@commands.command()
def backup(
    target: Annotated[Path, typer.Argument(help="The file to write, such as monday.zip; it must not be there yet.")],
    store: Store = DEFAULT_STORE,
) -> None:
    """Write everything in the store to one file with checksums, while others may read and write.

    The file is a zip of N-Quads and a manifest, which any version of this program and any other RDF tool can read.

    Example: kg backup monday.zip
    """
    with open_graph(store) as graph:
        made = graph.backup(target)
    message(f"wrote {target}: {counted(made.quads, 'quad')} of {counted(made.documents, 'article')}")


@commands.command()
def restore(
    backup_: Annotated[Path, typer.Argument(metavar="BACKUP", help="A file that `kg backup` wrote.")],
    store: Annotated[str, typer.Argument(help="The folder to make; it must not be there yet, or be empty.")],
) -> None:
    """Make a store from a backup. Its checksums are compared before, and the store is verified afterwards.

    Example: kg restore monday.zip my-store
    """
    from kg.facade import restore as restored
    from kg.store.marker import FORMAT

    if is_server(store):
        raise StoreError(
            "a backup is restored into a folder, not into a server: restore it there, then `kg export` it, and "
            "`kg import` that into the server"
        )
    made = restored(backup_, Path(store))
    told = "all as it should be" if made.format == FORMAT else f"of format {made.format}: run `kg migrate` now"
    message(f"made {store}: {counted(made.quads, 'quad')} of {counted(made.documents, 'article')}, {told}")


@commands.command()
def migrate(
    store: Store = DEFAULT_STORE,
    backup_: Annotated[
        Path | None, typer.Option("--backup", help="The backup to write first; by default beside the store.")
    ] = None,
) -> None:
    """Lead a store that an older version made to this version's format, after a backup of it.

    Example: kg migrate --store old-store --backup old-store.zip
    """
    from kg.settings import Settings
    from kg.store.marker import FORMAT
    from kg.store.migrations import migrate as migrated

    if is_server(store):
        raise StoreError("a store on a server has one format only, so there is nothing to migrate")
    folder = Path(store)
    target = backup_ or folder.absolute().with_name(f"{folder.absolute().name}-before-format-{FORMAT}.zip")
    made = migrated(folder, target, base=Settings.from_environment().base)
    if made is None:
        message(f"{store} has format {FORMAT} already: nothing to do")
        return
    with open_graph(store, read_only=False):  # which joins the claims, as this version does
        pass
    message(f"{store} has format {FORMAT} now; as it was before is in {target}")
