// Marks, while somebody types, what their words add to the draft's and what they leave out.
// Nothing here is sent or changed: what is recorded is what stands in the field, character for character.
"use strict";

(() => {
  const MOST = 4000000;

  // Words, marks and white space, each a token; a script without spaces is cut where its words end, if known.
  const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;
  function tokens(text) {
    if (segmenter) return Array.from(segmenter.segment(text), (one) => one.segment);
    return text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) || [];
  }

  // What was kept, struck and inserted from old to new, in order: [sort, tokens].
  function changes(old, now) {
    let head = 0;
    while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
    let tail = 0;
    while (tail < old.length - head && tail < now.length - head
      && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
    const a = old.slice(head, old.length - tail);
    const b = now.slice(head, now.length - tail);
    const middle = a.length * b.length > MOST ? [["del", a], ["ins", b]] : common(a, b);
    return [["same", old.slice(0, head)], ...middle, ["same", old.slice(old.length - tail)]];
  }

  // A longest common run of tokens, and what lies between.
  function common(a, b) {
    const width = b.length + 1;
    const best = new Uint32Array((a.length + 1) * width);
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let j = b.length - 1; j >= 0; j -= 1) {
        best[i * width + j] = a[i] === b[j]
          ? best[(i + 1) * width + j + 1] + 1
          : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
      }
    }
    const found = [];
    let i = 0;
    let j = 0;
    const add = (sort, token) => {
      const last = found[found.length - 1];
      if (last && last[0] === sort) last[1].push(token);
      else found.push([sort, [token]]);
    };
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) {
        add("same", a[i]);
        i += 1;
        j += 1;
      } else if (i < a.length && (j === b.length || best[(i + 1) * width + j] >= best[i * width + j + 1])) {
        add("del", a[i]);
        i += 1;
      } else {
        add("ins", b[j]);
        j += 1;
      }
    }
    return found;
  }

  // White space alone between two changes reads as part of them.
  function gathered(parts) {
    const found = [];
    let struck = [];
    let inserted = [];
    const close = () => {
      if (struck.length) found.push(["del", struck]);
      if (inserted.length) found.push(["ins", inserted]);
      struck = [];
      inserted = [];
    };
    parts.forEach(([sort, those], at) => {
      const next = parts[at + 1];
      const between = sort === "same" && those.length > 0 && !those.join("").trim();
      if (sort === "del") struck.push(...those);
      else if (sort === "ins") inserted.push(...those);
      else if (between && struck.length && inserted.length && next && next[0] !== "same") {
        struck.push(...those);
        inserted.push(...those);
      } else {
        close();
        if (those.length) found.push([sort, those]);
      }
    });
    close();
    return found;
  }

  function counted(parts, sort) {
    return parts.filter(([one]) => one === sort)
      .reduce((sum, [, those]) => sum + those.filter((one) => /[\p{L}\p{N}]/u.test(one)).length, 0);
  }

  function follow(preview) {
    const field = document.getElementById(preview.dataset.of);
    const shown = preview.querySelector(".words");
    const told = preview.querySelector("[role=status]");
    const old = tokens(preview.dataset.draft);
    let waiting = 0;

    function draw() {
      // Where words need not be given, an empty field leaves those of the draft as they are.
      preview.hidden = "optional" in preview.dataset && !field.value;
      if (preview.hidden) {
        window.clearTimeout(waiting);
        told.textContent = "";
        return;
      }
      const parts = gathered(changes(old, tokens(field.value)));
      shown.replaceChildren(...parts.map(([sort, those]) => {
        const text = those.join("");
        if (sort === "same") return document.createTextNode(text);
        const node = document.createElement(sort);
        node.textContent = text;
        return node;
      }));
      const inserted = counted(parts, "ins");
      const struck = counted(parts, "del");
      let said = preview.dataset.told.replace("{inserted}", inserted).replace("{struck}", struck);
      if (field.value === preview.dataset.draft) said = preview.dataset.same;
      else if (!inserted && !struck && !parts.some(([sort, those]) => sort !== "same" && those.join("").trim())) said = preview.dataset.spaced;
      // Said when the typing pauses, so that a listener is not interrupted at each key.
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => {
        if (told.textContent !== said) told.textContent = said;
      }, 900);
    }

    field.addEventListener("input", draw);
    draw();
  }

  document.querySelectorAll(".preview").forEach(follow);
})();
