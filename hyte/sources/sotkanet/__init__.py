"""Sotkanet's exports: REST csv and json, its lists of regions and indicators, the web page's csv."""
