"""``python -m solgen.cli``: the same as the command ``solgen``."""

from solgen.cli import main

if __name__ == "__main__":
    main()
