"""Files that come in: received, inspected, converted, made safe, written anew."""
