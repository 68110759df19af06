"""How often the selector is right on labelled companies, against simpler ways of choosing."""
