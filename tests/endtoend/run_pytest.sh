#!/bin/sh
# Runs pytest on the given files with the given Python; exits 77 (skipped) where that is not there.
#
#     run_pytest.sh PYTHON TEST_FILE...
#
# The Python is one with tests/requirements.txt installed; it leaves no cache in the source tree.
python=$1
shift
if ! "$python" -c 'import duckdb, h5py, pandas, pytest' 2>/dev/null; then
  echo "skipped: no Python with tests/requirements.txt at $python"
  exit 77
fi
PYTHONDONTWRITEBYTECODE=1 exec "$python" -m pytest "$@"
