"""``python -m tests.certificates claims.json``: what the second checker finds of each row of a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.certificates.second_checker import recheck


def main() -> None:
    """Check the file that is named on the command line; exit code 1 where a row is contradicted."""
    data = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    answers = [recheck(row, data["contexts"][row["context"]]) for row in data["claims"]]
    for row, answer in zip(data["claims"], answers, strict=True):
        sys.stdout.write(f"{answer:12}  {row['left']} {row['relation']} {row['right']}\n")
    sys.exit(1 if "contradicted" in answers else 0)


if __name__ == "__main__":
    main()
