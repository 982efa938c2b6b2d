// What somebody has typed is not lost when they change the language or the seat, or turn to another page.
// Nothing is kept anywhere but on the page; without this script the head's choices open in another tab.
"use strict";

// A page that says what is wrong in a form came for what was sent. Whoever comes back to it gets the form, and
// is not asked by the browser to send it again.
if (document.body.hasAttribute("data-refused")) history.replaceState(null, "", location.href);

(() => {
  const forms = Array.from(document.querySelectorAll("main form[method=post]"));
  if (!forms.length) return;
  let leaving = false;

  const OURS = new Set(["hidden", "submit", "button", "reset", "password"]);

  // Whether a field says something else than when the page came.
  function changed(field) {
    if (!field.name || OURS.has(field.type)) return false;
    if (field.type === "file") return field.files.length > 0;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field instanceof HTMLSelectElement) {
      const options = Array.from(field.options);
      const came = options.findIndex((one) => one.defaultSelected);
      return field.selectedIndex !== Math.max(came, 0);
    }
    return "defaultValue" in field && field.value !== field.defaultValue;
  }

  const unsaved = (form) =>
    form.matches(":has([data-unsaved]), [data-unsaved]") || Array.from(form.elements).some(changed);
  const typed = () => forms.filter(unsaved);
  const withFile = (form) => Array.from(form.elements).some((one) => one.type === "file" && changed(one));

  // A page cannot hold a file, and two forms cannot be sent as one: then the other tab it is.
  const carries = (those) =>
    those.length === 1 && those[0].querySelector("[data-carries]") !== null && !withFile(those[0]);

  function carry(form, head) {
    const parcel = document.createElement("form");
    parcel.method = "post";
    parcel.action = head.getAttribute("action");
    const put = (name, value) => {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      parcel.append(field);
    };
    const chosen = new FormData(head);
    for (const [name, value] of new FormData(form)) if (typeof value === "string") put(name, value);
    for (const name of ["language", "next"]) put(name, chosen.get(name));
    put("carried", "on");
    parcel.hidden = true;
    document.body.append(parcel);
    leaving = true;
    parcel.submit();
  }

  for (const head of document.querySelectorAll("form[data-head]")) {
    const speaks = head.dataset.head === "language";
    const hint = head.querySelector(".hint");
    const look = () => {
      const those = typed();
      const aside = those.length > 0 && !(speaks && carries(those));
      if (aside) head.target = "_blank";
      else head.removeAttribute("target");
      if (hint) hint.hidden = !aside;
      return those;
    };
    head.closest("details").addEventListener("toggle", look);
    head.addEventListener("submit", (event) => {
      const those = look();
      if (head.target || !those.length) return;
      event.preventDefault();
      carry(those[0], head);
    });
    look();
  }

  for (const form of forms) {
    form.addEventListener("submit", () => {
      leaving = true;
    });
  }
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && typed().length) event.preventDefault();
  });
})();
