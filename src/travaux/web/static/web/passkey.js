// A passkey that was not made or not used: the page says so, where else only the console would.
document.addEventListener("allauth.error", (event) => {
  const said = document.getElementById("passkey-said");
  if (!said) return;
  event.preventDefault();
  const fault = event.detail.exception;
  const refused = fault instanceof DOMException;
  const told = !window.PublicKeyCredential ? "none" : refused ? "failed" : "server";
  said.textContent = "";
  const words = document.createElement("p");
  words.className = "refusal";
  words.textContent = said.dataset[told];
  said.append(words);
  said.scrollIntoView({ block: "nearest" });
});
// What was said of one attempt is not said of the next.
document.addEventListener("click", (event) => {
  const pressed = event.target.closest && event.target.closest("button");
  if (pressed) document.getElementById("passkey-said")?.replaceChildren();
});
