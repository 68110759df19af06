"""Pictures drawn at build as SVG: small, in the colors of the page, readable without JavaScript and on paper."""
