"""From a catalogue to the files of the site, in one direction.

- `settings`: what mkdocs.yml and the theme say
- `inputs`: a library read from its folder, kept by the bytes it was made of
- `keys`, `store`: names of what a build makes, made of all that went in; where it is kept
- `cores`: work for the other cores
- `assets`: what every page runs and is set with
- `texts`: Markdown to HTML
- `build`: one build: what its pages share, each computed once and only when asked for
- `views`: what a page shows, as plain data
- `templates`: a view to a file
- `emitters`: the list of everything the site consists of
- `site`: all of it into a folder, over both cores

A page is a function of its view and of the templates, so its key is the hash of both and nothing is made again that
would be the same. The same functions serve `motionbook build`, `motionbook serve` and, through `hooks/adapter.py`,
MkDocs' own commands, so all three give the same bytes.
"""
