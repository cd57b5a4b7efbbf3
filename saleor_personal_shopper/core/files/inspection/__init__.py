"""What a file is, found out from its content alone, and made harmless.

Runs in a process of its own (`__main__`) without Django: decoders are where hostile files strike.
"""
