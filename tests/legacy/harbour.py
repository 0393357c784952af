"""Old packs of an invented harbour town, in the form in which real ones are printed."""

from __future__ import annotations

from pathlib import Path

MARCH = """HARBOUR BOARD

Venue: Town Hall, Quay Street
Date: Tuesday, 4th March, 2014
Time: 2.00 p.m.

A G E N D A

1. Apologies for absence
2. Minutes of the previous meeting (Pages 1 - 2)
3. Dredging plan (Pages 3 - 9)
Ada Byron, Port Authority

PETER PILOT,
Chief Executive.

HARBOUR BOARD
4th February, 2014

Present:- Councillor Mary Mole (in the Chair); Ada Byron, Cllr. Fletcher-Reed and Tom Tide.

Apologies for absence were received from Councillor Net.

6. MATTERS ARISING

Further to Minute No. 3(b), the buoys had been painted.

As agreed at Minute No. 81 of the meeting held on 14th May, 2013, the pier had been swept.

7. LIGHTHOUSE PAINTING

The lighthouse wants paint, as said at Minute No. 6, and the board spoke of colours.

Resolved:- (1) That the lighthouse be painted white.

(2) That a report on the cost come to the next meeting.

1. Meeting:	HARBOUR BOARD
2. Date:	4th March, 2014
3. Title:	Dredging plan

4. Summary

The channel is to be dredged twice a year.
Ring the dredger on 07700 900123 before you sail.
<to be included>
"""

FEBRUARY = """HARBOUR BOARD

Venue: Town Hall, Quay Street
Date: Tuesday, 4th February, 2014
Time: 10.00 a.m.

A G E N D A

1. Apologies for absence
2. Minutes of the previous meeting (Pages 1 - 2)
3. Lighthouse painting

PETER PILOT,
Chief Executive.

HARBOUR BOARD
3rd September, 2013

Present:- Councillor M. Mole (in the Chair); Ada Byron and Councillor Fletcher Reed.

3. BUOYS

The buoys have faded and are hard to see in rain.

Resolved:- (1) That the buoys be painted.
"""

MAY = """HARBOUR BOARD

Venue: Town Hall, Quay Street
Date: Tuesday, 11th June, 2013
Time: 10.00 a.m.

A G E N D A

1. Apologies for absence
2. Minutes of the previous meeting (Pages 1 - 2)
3. Pier sweeping

PETER PILOT,
Chief Executive.

HARBOUR BOARD
14th May, 2013

Present:- Councillor M. Mole (in the Chair); Ada Byron and Tom Tide.

81. PIER

The pier is covered in sand after the storm.

Resolved:- (1) That the pier be swept.
"""

FRONT = """HARBOUR BOARD

Venue: Town Hall, Quay Street
Date: Tuesday, 4th March, 2014
Time: 2.00 p.m.

A G E N D A

1. Apologies for absence

2. Minutes of the previous meeting (Pages 1 - 2)

{agenda}
PETER PILOT,
Chief Executive.

HARBOUR BOARD
4th February, 2014

Present:- Councillor Mary Mole (in the Chair); Ada Byron and Tom Tide.

Apologies for absence were received from Councillor Net.

7. LIGHTHOUSE PAINTING

The lighthouse wants paint, and the board spoke of colours.

Resolved:- That the lighthouse be painted white.

{minutes}
"""
"""The first pages of a pack, for tests of what is kept from the public: `agenda` stands after two
open items, `minutes` after an open minute."""

LIFEBOAT_MINUTES = """LIFEBOAT PANEL
11th February, 2014

Present:- Tom Tide (in the Chair) and Una Reyes.

1. BOATS

Two boats want new engines.

Resolved:- (1) That the engines be bought.

"""


def with_lifeboats(pack: str = MARCH) -> str:
    """A pack that also holds the minutes of another body."""
    return pack.replace("1. Meeting:\tHARBOUR", f"{LIFEBOAT_MINUTES}1. Meeting:\tHARBOUR")


def written(folder: Path, text: str, name: str = "pack.txt") -> Path:
    """The text as a file."""
    path = folder / name
    path.write_text(text)
    return path
