// On a telephone the words come first: what is above them begins closed.
"use strict";

if (matchMedia("(max-width: 52rem)").matches) {
  for (const each of document.querySelectorAll(".side .toc[open], .who-list[open], .choose[open]")) each.open = false;
}
