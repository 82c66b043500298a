"""The public pages: one module a kind of page. Reads only; every page that states facts takes the dates."""
