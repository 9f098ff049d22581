"""What editors bring in from elsewhere: one module a source, each handing over plain records or lines and what it could not carry."""
