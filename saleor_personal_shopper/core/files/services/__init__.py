"""Everything that can be done to a file; each in the file of its name."""

from .erase import erase_installation, forget_files_of
from .receive import add_part, begin_upload, cancel_upload
from .share import share_file
from .sweep import sweep_files, sweep_orphans

__all__ = [
    "add_part",
    "begin_upload",
    "cancel_upload",
    "erase_installation",
    "forget_files_of",
    "share_file",
    "sweep_files",
    "sweep_orphans",
]
