"""Everything that can be done to a file; each in the file of its name."""

from .campaign_pictures import (
    PictureKind,
    remove_campaign_picture,
    set_campaign_picture,
    sweep_campaign_pictures,
)
from .erase import erase_installation, forget_files_of
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
    "remove_campaign_picture",
    "set_campaign_picture",
    "share_file",
    "sweep_campaign_pictures",
    "sweep_files",
    "sweep_orphans",
]
