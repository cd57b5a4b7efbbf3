"""Door for files of the chat: uploads in parts, downloads, and what scans them."""
