"""`manage.py read_bounces`: read mail that came back and mark the addresses."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from mailbox import Maildir, MaildirMessage
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.actor import acting, system
from portal.outbox import bounces


class Command(BaseCommand):
    """One mail from the standard input, as a mail server pipes it, or all new ones of a mail folder."""

    help = "Mark the addresses from which mail comes back: one returned mail on stdin, or a folder of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one option."""
        parser.add_argument("--maildir", help="A folder in the Maildir format; what was read is marked as seen.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and mark. Raises CommandError for a folder that isn't a Maildir."""
        with acting(system("read_bounces")):
            if options["maildir"]:
                read, marked = _read_folder(Path(options["maildir"]))
            else:
                read, marked = 1, len(bounces.read(sys.stdin.buffer.read(bounces.MAX_BYTES)))
        self.stdout.write(f"{read} mails read, {marked} addresses marked.")


def _read_folder(folder: Path) -> tuple[int, int]:
    """How many new mails there were, and how many addresses they marked."""
    if not (folder / "new").is_dir() or not (folder / "cur").is_dir():
        raise CommandError(f"{folder} is no Maildir.")
    box = Maildir(folder, create=False)
    read = marked = 0
    for key, mail in list(box.iteritems()):
        if mail.get_subdir() != "new":
            continue
        marked += len(bounces.read(bytes(mail)))
        read += 1
        seen = MaildirMessage(mail)
        seen.set_subdir("cur")
        seen.add_flag("S")
        box[key] = seen
    return read, marked
