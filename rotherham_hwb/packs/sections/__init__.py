"""Every section the portal sets itself: frozen data in, HTML out; one module for each kind."""
