"""A media node: one worker process for each core, and one private control API before them.

Signalling passes through here, media never does: browsers send it to the workers' own UDP ports.
"""
