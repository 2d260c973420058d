"""The floor check finds what it is there to find, and passes the project itself."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BAD = {
    "kernels/core/a.hpp": '#include "io/b.hpp"',
    "kernels/text/a.hpp": '#include "kernels/model/b.hpp"',
    "kernels/text/b.hpp": "#include <tbb/parallel_for.h>",
    "kernels/text/c.cpp": "  #pragma omp parallel for",
    "io/a.hpp": '#include "kernels/usage/b.hpp"',
    "io/csv_a.cpp": "#include <hdf5.h>",
    "src/stages/a.hpp": '#include "src/pipeline/b.hpp"',
    "src/config/a.hpp": '#include "src/stages/b.hpp"',
    "src/commands/a.cpp": "#include <boost/program_options.hpp>",
    "io/own.cpp": '#include <vector>\n#include "io/own.hpp"',
}
GOOD = {
    "kernels/compare/a.hpp": '#include "kernels/text/b.hpp"',
    "kernels/core/parallel_x.cpp": "#include <tbb/parallel_for.h>\n#pragma omp parallel for",
    "io/h5_a.cpp": "#include <hdf5.h>",
    "src/cli/a.cpp": '#include <boost/program_options.hpp>\n#include "src/commands/b.hpp"',
    "src/pipeline/a.cpp": '#include "src/stages/b.hpp"\n#include "kernels/usage/c.hpp"',
}


def check(files: dict[str, str]) -> subprocess.CompletedProcess:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text + "\n", encoding="utf-8")
        return subprocess.run([sys.executable, ROOT / "scripts/check_layers", folder], text=True,
                              capture_output=True, check=False)


for bad_name, bad_text in BAD.items():
    done = check({bad_name: bad_text})
    assert done.returncode == 1 and bad_name in done.stdout, (bad_name, done.stdout)
good = check(GOOD)
assert good.returncode == 0, good.stdout
assert check({}).returncode == 1, "an empty tree must not pass"
project = subprocess.run([sys.executable, ROOT / "scripts/check_layers"], text=True, capture_output=True,
                         check=False)
print(project.stdout, end="")
sys.exit(project.returncode)
