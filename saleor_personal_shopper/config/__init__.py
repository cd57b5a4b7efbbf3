from .celery import app as celery_app

# Tasks are sent by whichever process imports them, so each must know the broker.
__all__ = ["celery_app"]
