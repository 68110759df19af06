"""`python -m motionbook`, the same as the `motionbook` command."""

from motionbook.cli import main

raise SystemExit(main())
