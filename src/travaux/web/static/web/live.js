// Says on an open page what was recorded meanwhile. It changes nothing else, and never loads the page again.
"use strict";

(() => {
  const script = document.currentScript;
  if (!script || !globalThis.EventSource) return;
  const { live, show, hide } = script.dataset;

  const bar = document.getElementById("live");
  if (!bar) return;
  const list = document.createElement("ul");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = hide;
  close.addEventListener("click", () => {
    list.replaceChildren();
    bar.replaceChildren();
  });

  let typed = false;
  document.addEventListener("input", (event) => {
    if (event.target.closest("form[method=post]")) typed = true;
  });

  const tell = (words, to) => {
    const item = document.createElement("li");
    const said = document.createElement("span");
    said.dir = "auto";
    said.textContent = `${words} `;
    item.append(said);
    if (to) {
      const link = document.createElement("a");
      link.href = to;
      link.textContent = show;
      link.addEventListener("click", () => {
        // What is being typed stays: then the entry opens beside it.
        if (typed) {
          link.target = "_blank";
          link.rel = "noopener";
        }
      });
      item.append(link);
    }
    list.prepend(item);
    while (list.children.length > 5) list.lastElementChild.remove();
    if (!bar.contains(list)) bar.append(list, close);
  };

  let next = null;
  const listen = () => {
    const source = new EventSource(next === null ? live : `${live.split("?")[0]}?since=${next}`);
    source.addEventListener("entry", (event) => {
      const one = JSON.parse(event.data);
      next = one.place + 1;
      tell(one.said, one.to);
      document.dispatchEvent(new CustomEvent("travaux:recorded", { detail: one }));
    });
    source.addEventListener("over", (event) => {
      source.close();
      tell(JSON.parse(event.data).said, "");
    });
    source.addEventListener("error", () => {
      // A stream that is cut off is taken up again by the browser; one that was refused is asked for later.
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 60000);
    });
  };
  listen();
})();
