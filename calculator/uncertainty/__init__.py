"""How sure that is: variations of weights, silent cells and open answers, and which question would settle most."""
