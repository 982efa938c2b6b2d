// Searching a page too long for the browser's own search, which lays out all of it first. The page needs no
// script for anything else: without one the field stays hidden.
"use strict";
{
  const field = document.getElementById("find");
  const told = document.getElementById("found");
  const main = document.querySelector("main");
  const MARKED = 2000; // words marked at most; the sections that have them are all shown
  const LISTED = 60; // sections that unfold the parts of the contents they stand in
  let sections;

  const folded = (text) => text.toLowerCase().replace(/\s+/g, " ");

  const indexed = () => {
    const entries = new Map();
    for (const link of document.querySelectorAll(".toc ol a")) entries.set(link.hash.slice(1), link.closest("li"));
    return [...main.querySelectorAll(".part")].map((part) => {
      const theirs = part.querySelector(".theirs");
      return { part, theirs, entry: entries.get(part.querySelector("[data-eid]")?.id), words: theirs ? folded(theirs.textContent) : "" };
    });
  };

  const marked = (found, wanted) => {
    if (!CSS.highlights) return;
    const ranges = [];
    for (const { theirs } of found) {
      const walker = document.createTreeWalker(theirs, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() && ranges.length < MARKED) {
        const text = walker.currentNode.data.toLowerCase();
        if (text.length !== walker.currentNode.length) continue;
        for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
          const range = new Range();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + wanted.length);
          ranges.push(range);
        }
      }
      if (ranges.length >= MARKED) break;
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  const search = () => {
    sections ??= indexed();
    const wanted = folded(field.value.trim());
    const found = sections.filter(({ words }) => words.includes(wanted));
    const shown = new Set(found);
    for (const one of sections) {
      const miss = !shown.has(one);
      one.part.classList.toggle("miss", miss);
      one.entry?.classList.toggle("miss", miss);
    }
    for (const group of document.querySelectorAll(".toc .group")) {
      const hit = group.querySelector("ol > li:not(.miss)") !== null;
      group.classList.toggle("miss", !hit);
      if (wanted && hit && found.length <= LISTED) group.firstElementChild.open = true;
    }
    if (wanted) marked(found, wanted);
    else CSS.highlights?.delete("found");
    told.textContent = wanted ? `in ${found.length} of ${sections.length} sections` : "";
    if (wanted && found.length) found[0].part.scrollIntoView({ block: "nearest", behavior: "instant" });
  };

  let pause;
  field.addEventListener("focus", () => {
    sections ??= indexed();
  });
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(search, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = "";
    search();
  });
  field.closest(".search").hidden = false;
}
