// On a telephone the words come first: the contents above them begin closed.
"use strict";

if (matchMedia("(max-width: 52rem)").matches) {
  for (const each of document.querySelectorAll(".side .toc[open], .who-list[open]")) each.open = false;
}
