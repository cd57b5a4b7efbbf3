"""Everything that can be done to a file; each in the file of its name."""

from .erase import erase_installation, forget_files_of
from .pictures import PictureKind, remove_picture, set_picture, sweep_pictures
from .receive import add_part, begin_upload, cancel_upload
from .share import share_file
from .sweep import sweep_files, sweep_orphans

__all__ = [
    "PictureKind",
    "add_part",
    "begin_upload",
    "cancel_upload",
    "erase_installation",
    "forget_files_of",
    "remove_picture",
    "set_picture",
    "share_file",
    "sweep_files",
    "sweep_orphans",
    "sweep_pictures",
]
