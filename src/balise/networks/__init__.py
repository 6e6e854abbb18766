"""The networks an organisation speaks on: what each allows, and how to publish, prove, moderate and take back there.

One folder a network. Its ``__init__`` offers ``network``, a ``describing.Network`` that costs nothing to import; the
code that talks to the network is loaded when it is opened. Adding or removing a network is adding or removing a
folder, or a package that offers its ``Network`` through the entry point group ``balise.networks``.

This package knows nothing of the rest of Balise, nor of Django. Nothing here keeps anything: what must survive a crash
is handed to the caller (``content.Progress``), who commits it before the next call leaves.
"""
