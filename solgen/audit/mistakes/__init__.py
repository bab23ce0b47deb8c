"""Known wrong rules, one a file. A rule is named only where applying it reproduces the line that was written."""
