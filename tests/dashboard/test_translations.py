"""Every text of Python and templates speaks English, Spanish, Portuguese and Catalan."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import template as translated_template

PACKAGE = Path(settings.BASE_DIR)
LANGUAGES = ("es", "pt", "ca")
FUNCTIONS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")


def catalogue(language: str) -> Catalog:
    with (PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def texts_in(source: str) -> Iterator[str]:
    """The literal arguments of the translating functions in Python source."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in FUNCTIONS or not node.args:
            continue
        text = node.args[1 if node.func.id.startswith("p") else 0]
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield text.value


def sources() -> Iterator[str]:
    """Every Python file and template, the latter as Django's own extractor turns it to Python."""
    for file in PACKAGE.rglob("*.py"):
        if "migrations" not in file.parts:
            yield file.read_text()
    for file in PACKAGE.rglob("templates/**/*.html"):
        yield translated_template.templatize(file.read_text(), origin=str(file))


def test_every_text_stands_in_the_catalogues() -> None:
    found = {text for source in sources() for text in _texts(source)}
    known = {
        one
        for message in catalogue("es")
        if message.id
        for one in ([message.id] if isinstance(message.id, str) else message.id)
    }

    assert len(found) > 300
    assert found - known == set()


def _texts(source: str) -> set[str]:
    try:
        return set(texts_in(source))
    except SyntaxError:  # a templatized template is no valid Python, only calls among filler
        calls = re.findall(r"\b(?:n?gettext)\((u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")", source)
        return {ast.literal_eval(call) for call in calls}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_the_same_placeholders(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        translations = [message.string] if isinstance(message.string, str) else message.string
        assert all(translations), originals[0]
        assert not message.fuzzy, originals[0]
        wanted = set(PLACEHOLDER.findall(originals[-1]))
        assert set(PLACEHOLDER.findall(translations[-1])) == wanted, originals[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_are_safe_inside_attributes(language: str) -> None:
    assert not [m.id for m in catalogue(language) if m.id and '"' in str(m.string)]


EUROPEAN = re.compile(
    r"\b(ecrã|telemóve|ficheiro|partilh|utilizador|equipa\b|definições|separador\b|câmara|consigo\b"
    r"|contacto|logótipo|a ser lido|está a \w+r\b|palavra-passe|de momento)",
    re.IGNORECASE,
)


def test_portuguese_is_that_of_brazil_throughout() -> None:
    own = PACKAGE.parent / "storefront_widget" / "src" / "translations"
    texts = [str(message.string) for message in catalogue("pt")]
    texts += [file.read_text() for file in own.rglob("pt.ts")]

    assert [found[0] for text in texts for found in EUROPEAN.finditer(text)] == []
