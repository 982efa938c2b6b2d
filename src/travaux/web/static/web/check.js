// Checks the record in the reader's browser: hashes what the server gives, and compares. Nothing is sent.
"use strict";

(() => {
  const here = document.getElementById("here");
  if (!here) return;
  const list = document.getElementById("said");
  const sentences = document.getElementById("says").content;

  const say = (key, values = {}) => {
    let words = sentences.querySelector(`[data-says="${key}"]`).textContent;
    for (const [name, value] of Object.entries(values)) words = words.replace(`{${name}}`, String(value));
    const item = document.createElement("li");
    item.textContent = words;
    list.append(item);
    return item;
  };

  const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
  const joined = (...parts) => {
    const found = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      found.set(part, at);
      at += part.length;
    }
    return found;
  };
  const sha = async (name, bytes) => new Uint8Array(await crypto.subtle.digest(name, bytes));
  const sha256 = (bytes) => sha("SHA-256", bytes);
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  const utf8 = new TextEncoder();

  // RFC 6962: a leaf is hashed after a zero byte, two nodes after a one.
  const leafHash = (leaf) => sha256(joined(Uint8Array.of(0), leaf));
  const rootOf = async (hashes) => {
    let row = hashes;
    if (!row.length) return sha256(new Uint8Array());
    while (row.length > 1) {
      const above = [];
      for (let at = 0; at + 1 < row.length; at += 2) {
        above.push(sha256(joined(Uint8Array.of(1), row[at], row[at + 1])));
      }
      const found = await Promise.all(above);
      if (row.length % 2) found.push(row[row.length - 1]);
      row = found;
    }
    return row[0];
  };

  const fetched = async (address) => {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return answer;
  };

  const ed25519 = async (key, signature, message) => {
    const held = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
    return crypto.subtle.verify("Ed25519", held, signature, message);
  };

  // A signed note: the text, an empty line, and lines of "— name base64(key id, signature)".
  const checkHead = async (note, log) => {
    const [name, , key] = [log.split("+")[0], 0, bytesOf(log.split("+").slice(2).join("+"))];
    const cut = note.indexOf("\n\n");
    const body = utf8.encode(note.slice(0, cut + 1));
    const line = note.slice(cut + 2).split("\n").find((one) => one.startsWith(`— ${name} `));
    if (!line) return false;
    return ed25519(key.slice(1), bytesOf(line.split(" ")[2]).slice(4), body);
  };

  // An SSHSIG blob: magic, version, then strings: public key, namespace, reserved, hash, signature.
  const strings = (bytes, from, count) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const found = [];
    let at = from;
    for (let number = 0; number < count; number += 1) {
      const length = view.getUint32(at);
      found.push(bytes.slice(at + 4, at + 4 + length));
      at += 4 + length;
    }
    return found;
  };
  const string = (bytes) => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length);
    return joined(length, bytes);
  };
  const text = (bytes) => new TextDecoder().decode(bytes);
  const checkEntry = async (line, blob) => {
    const [key, namespace, reserved, hash, signature] = strings(blob, 10, 5);
    const [kind, raw] = strings(key, 0, 2);
    if (text(kind) !== "ssh-ed25519" || text(hash) !== "sha512") return null;
    if (text(namespace) !== "entry@travaux") return false;
    const digest = await sha("SHA-512", line);
    const message = joined(utf8.encode("SSHSIG"), string(namespace), string(reserved), string(hash), string(digest));
    return ed25519(raw, strings(signature, 0, 2)[1], message);
  };

  const linesOf = (leaf) => {
    const found = [];
    let from = 0;
    leaf.forEach((byte, at) => {
      if (byte === 10) {
        found.push(leaf.slice(from, at));
        from = at + 1;
      }
    });
    return found;
  };

  const hasEd25519 = async () => {
    try {
      await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
      return true;
    } catch {
      return false;
    }
  };

  const run = async () => {
    if (!globalThis.crypto || !crypto.subtle) return void say("insecure");
    const running = say("running");
    const able = await hasEd25519();
    const note = await (await fetched(here.dataset.head)).text();
    const [, size, base64] = note.split("\n");
    const all = new Uint8Array(await (await fetched(here.dataset.hashes)).arrayBuffer());
    const hashes = [];
    for (let at = 0; at < all.length; at += 32) hashes.push(all.slice(at, at + 32));
    const root = await rootOf(hashes);
    const leads = hashes.length === Number(size) && same(root, bytesOf(base64));
    say(leads ? "root" : "noroot", { size, root: hex(root) });
    if (able) say((await checkHead(note, here.dataset.log)) ? "signed" : "notsigned");
    else say("cannotsign");
    let count = 0;
    let verified = 0;
    let rest = 0;
    let wrong = false;
    for (let from = 0; from !== null; ) {
      const given = await (await fetched(`${here.dataset.leaves}?from=${from}`)).json();
      for (const [place, data] of given.leaves) {
        const leaf = bytesOf(data);
        if (!hashes[place] || !same(await leafHash(leaf), hashes[place])) {
          wrong = true;
          say("noleaf", { place });
        } else count += 1;
        const [, line, ...signatures] = linesOf(leaf);
        for (const signature of signatures) {
          const holds = able ? await checkEntry(line, bytesOf(text(signature))) : null;
          if (holds === null) rest += 1;
          else if (holds) verified += 1;
          else {
            wrong = true;
            say("noentry", { place });
          }
        }
      }
      from = given.next;
    }
    if (!wrong) say("leaves", { count });
    if (!wrong) say("entries", { count: verified, rest });
    running.remove();
  };

  run().catch((fault) => say("failed", { why: fault.message }));
})();
