// Signs what a form says with the reader's own passkey. The statement is made here, of what is chosen in the form: see docs/reference/consent-statement.md.

const encoder = new TextEncoder();
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));
const base64url = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const hex = buffer => [...new Uint8Array(buffer)].map(one => one.toString(16).padStart(2, "0")).join("");
const fromHex = text => Uint8Array.from(text.match(/../g), two => parseInt(two, 16));
const sha256 = async data => new Uint8Array(await crypto.subtle.digest("SHA-256", data));
const commit = async (salt, hash) => hex(await sha256(new Uint8Array([...salt, ...hash])));
const named = value => value.replace(/(?!^)([A-Z])/g, "-$1").toLowerCase();

// As the archive keeps words: one kind of line end, composed, nothing that cannot be seen.
function clean(text) {
  const composed = text.replace(/\r\n|[\r\f\x85\u2028\u2029]/g, "\n").normalize("NFC").trim();
  return /[\0-\x1f]/.test(composed) ? composed.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, "") : composed;
}

const value = (form, name) => new FormData(form).get(name) ?? "";

async function statement(offer, one, salt, form) {
  const answer = one.answer ?? named(value(form, "answered"));
  const scope = answer !== "given" ? "-" : one.scope ?? (new FormData(form).getAll("scope").map(named).join(" ") || "-");
  const words = clean(value(form, "condition") || value(form, "words"));
  return [
    "kindred/consent/1",
    `archive ${offer.domain}`,
    `community ${one.community ?? value(form, "community")}`,
    `subject ${one.subject}`,
    `revision ${one.revision}`,
    `content ${await commit(salt, fromHex(one.content))}`,
    `answer ${answer}`,
    `scope ${scope}`,
    `until ${value(form, "until") || "-"}`,
    `condition ${words ? await commit(salt, await sha256(encoder.encode(words))) : "-"}`,
    `day ${offer.day}`, "",
  ].join("\n");
}

const key = one => `${one.subject} ${one.community}`;

// What is signed: one statement, or the sorted list of the hashes of those that are ticked.
async function asked(offer, salts, form) {
  if (!offer.isList) return { text: await statement(offer, offer.asked[0], salts.get(offer.asked[0]), form) };
  const ticked = new FormData(form).getAll("yes");
  const chosen = offer.asked.filter(one => !form.elements.yes || ticked.includes(key(one)));
  const hashes = await Promise.all(chosen.map(async one => hex(await sha256(encoder.encode(await statement(offer, one, salts.get(one), form))))));
  const text = ["kindred/consents/1", ...[...new Set(hashes)].sort(), ""].join("\n");
  return { text, list: text, salts: Object.fromEntries(chosen.map(one => [key(one), base64url(salts.get(one))])) };
}

for (const box of document.querySelectorAll("[data-sign]")) {
  if (!window.PublicKeyCredential || !window.crypto?.subtle) break;
  const offer = JSON.parse(box.dataset.sign);
  const form = box.closest("form");
  const [button, print, failed] = ["button", "[data-sign-print]", "[data-sign-failed]"].map(name => box.querySelector(name));
  // Each has a salt of its own: with the words of one its salt is destroyed, and tells nothing of the others.
  const salts = new Map(offer.asked.map(one => [one, crypto.getRandomValues(new Uint8Array(32))]));
  const show = async () => {
    const challenge = await sha256(encoder.encode((await asked(offer, salts, form)).text));
    print.textContent = hex(challenge.slice(0, 8)).match(/..../g).join(" ");
    return challenge;
  };
  form.addEventListener("input", show);
  show();
  box.hidden = false;
  button.addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    failed.hidden = true;
    button.disabled = true;
    try {
      const what = await asked(offer, salts, form);
      const { id, response } = await navigator.credentials.get({
        publicKey: {
          challenge: await show(), rpId: offer.domain, userVerification: "required", timeout: 300000,
          allowCredentials: offer.keys.map(one => ({ type: "public-key", id: bytes(one) })),
        },
      });
      form.elements.signature.value = JSON.stringify({
        id, salt: base64url(salts.get(offer.asked[0])), salts: what.salts, list: what.list,
        authenticatorData: base64url(response.authenticatorData), clientDataJSON: base64url(response.clientDataJSON), signature: base64url(response.signature),
      });
      HTMLFormElement.prototype.submit.call(form);
      // Sent is what it held then: who comes back by the browser's button must not send it again.
      form.elements.signature.value = "";
    } catch {
      failed.hidden = false;
      button.disabled = false;
    }
  });
}
