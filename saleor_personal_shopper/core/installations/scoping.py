"""Every row belongs to one installation, and its foreign keys never leave it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import models

if TYPE_CHECKING:
    from .models import Installation

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class ScopeError(ValueError):
    """A row points at a row of another installation."""


class ScopedManager(models.Manager[M_co], Generic[M_co]):
    """The only ways to rows: those `of` one installation, or openly `across_installations`."""

    def of(self, installation: Installation | uuid.UUID) -> models.QuerySet[M_co]:
        """Rows of one installation."""
        key = installation if isinstance(installation, uuid.UUID) else installation.pk
        return self.get_queryset().filter(installation_id=key)

    def across_installations(self) -> models.QuerySet[M_co]:
        """Rows of all installations: for sweepers, and for capabilities that name their own row."""
        return self.get_queryset()


class ScopedModel(models.Model):
    """Base of every row but the installation itself."""

    installation = models.ForeignKey(
        "installations.Installation", on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, after checking that no foreign key leaves the installation.

        Raises ScopeError when one does.
        """
        for field in self._meta.concrete_fields:
            related = field.related_model
            if isinstance(related, type) and issubclass(related, ScopedModel):
                self._check_scope(field.name)
        super().save(*args, **kwargs)

    def _check_scope(self, name: str) -> None:
        other = getattr(self, name)
        if other is not None and other.installation_id != self.installation_id:
            raise ScopeError(f"{self._meta.label}.{name} points outside its installation")
