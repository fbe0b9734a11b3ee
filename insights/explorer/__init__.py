"""The explorer: pages that read a run folder and nothing else."""

from typing import Final

EDITOR: Final = "OOGST_EDITOR"
"""The variable in the environment that names who decides; ``oogst explore --editor`` sets it."""
