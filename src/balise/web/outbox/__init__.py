"""What must happen outside the database, written with the change that asks for it and carried out once.

A row is ``waiting``, then ``sending`` (committed before the call, under a lease), then ``done`` or ``failed``. A lease
that ran out means nobody knows whether the call happened: the row is ``uncertain`` until that is found out.
"""
