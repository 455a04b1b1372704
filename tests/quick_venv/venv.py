"""`python -m venv --clear FOLDER` as the real one, in the same steps, but pip is copied from the folder that PIP_OF names.

For tests, in a folder of its own (PYTHONPATH): to unpack pip takes five seconds, and what is tested is what happens around it.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import Any

if __name__ == '__main__':
    sys.path.remove(str(Path(__file__).parent))
    spec: Any = importlib.util.find_spec('venv')
    real = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(real)
    folder = sys.argv[-1]
    real.create(folder, clear=True, symlinks=True)
    packages = sysconfig.get_path('purelib', 'venv', {'base': folder, 'installed_base': folder})
    shutil.copytree(os.environ['PIP_OF'], Path(packages, 'pip'))
