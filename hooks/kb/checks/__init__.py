"""What must hold of one document before the library is looked at as a whole."""
