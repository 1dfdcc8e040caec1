"""Measuring musnad. Not shipped with the package; each command is run as ``python -m evaluation.NAME``.

========================  ============================================================================================
what is measured          modules
========================  ============================================================================================
readings                  ``gate`` (scores, floors, errors, confidence), which uses ``groups``, ``marks``, ``score``,
                          ``floors``, ``frozen``, ``calibrate``; ``candidates`` fits who a left-out subject is
claims, stances, origins  ``claims`` and ``clusters``; ``refit`` fits the weights of links; ``meanings`` over languages
names, copies, pairs      ``names``, ``copies``, ``compare``
speed and memory          ``bench`` with ``rivals`` (reading), ``archive`` (web archives), ``pages`` (the page)
growth                    ``growth`` (the ledger), ``scale`` with ``multiply`` (batches); ``kept`` is for both
a writer that is killed   ``durability``
========================  ============================================================================================

``corpus`` is where the articles come from. The figures stand in docs/evaluation.md.
"""
