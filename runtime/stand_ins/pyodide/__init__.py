"""Takes from JavaScript what a full start takes, in its order: by that a snapshot's objects are found again."""

from _pyodide._importhook import modules

page = modules["pyodide_js"]
taken = [page._api]
taken += [taken[0].scheduleCallback, page._api, page.loadedPackages]
