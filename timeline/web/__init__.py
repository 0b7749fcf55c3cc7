"""The site and its API, and the only room that knows Flask: parse, call one function, render."""
