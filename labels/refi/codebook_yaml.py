"""A codebook that came in, as a YAML file that :func:`labels.codebook.read_codebook` reads."""

from __future__ import annotations

from typing import Any

import yaml

from labels.codebook import Code, Codebook


def codebook_yaml(codebook: Codebook) -> str:
    """Write a codebook as YAML; what is empty is left out."""
    written = {
        "version": codebook.version,
        "language": codebook.language,
        "codes": [_fields(code) for code in codebook.codes],
    }
    return str(yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=100))


def _fields(code: Code) -> dict[str, Any]:
    names = dict(code.name)
    examples = {
        "typical": list(code.typical),
        "borderline": [
            {"text": one.text, **({"note": one.note} if one.note else {})} for one in code.borderline
        ],
    }
    fields = {
        "id": code.id,
        "name": names[""] if "" in names else names,
        "parent": code.parent,
        "colour": code.colour,
        "status": code.status,
        "merged_into": code.merged_into,
        "origin": code.origin,
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "keywords": list(code.keywords),
        "examples": {name: texts for name, texts in examples.items() if texts},
        "memo": code.memo,
    }
    return {name: value for name, value in fields.items() if value}
