// Passkeys: the one thing that a browser does only with scripts. The page says what to do without them.

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const listed = list => list?.map(one => ({ ...one, id: bytes(one.id) }));

// As PublicKeyCredential.toJSON() has it, which not every browser knows yet.
function json({ id, type, response }, more) {
  const answer = { id, rawId: id, type, clientExtensionResults: {}, response: { clientDataJSON: text(response.clientDataJSON), ...more } };
  return JSON.stringify(answer);
}

async function make(options, form) {
  const handle = form.elements.handle?.value || options.user.name;
  const user = { id: bytes(options.user.id), name: handle, displayName: handle };
  const made = await navigator.credentials.create({
    publicKey: { ...options, challenge: bytes(options.challenge), user, excludeCredentials: listed(options.excludeCredentials) },
  });
  return json(made, { attestationObject: text(made.response.attestationObject), transports: made.response.getTransports?.() ?? [] });
}

async function show(options) {
  const shown = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: listed(options.allowCredentials) },
  });
  const { authenticatorData, signature, userHandle } = shown.response;
  return json(shown, { authenticatorData: text(authenticatorData), signature: text(signature), userHandle: userHandle ? text(userHandle) : null });
}

for (const button of document.querySelectorAll("button[data-passkey]")) {
  if (!window.PublicKeyCredential) break;
  const form = button.form;
  const failed = form.querySelector("[data-passkey-failed]");
  form.querySelector("[data-passkey-without]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", async () => {
    // Of what is typed beside it only the handle matters.
    if (button.dataset.passkey === "make" && form.elements.handle && !form.elements.handle.reportValidity()) return;
    failed.hidden = true;
    button.disabled = true;
    try {
      const act = button.dataset.passkey === "make" ? make : show;
      form.elements.credential.value = await act(JSON.parse(button.dataset.options), form);
      // submit() of the form itself: fields of the other way are left empty.
      HTMLFormElement.prototype.submit.call(form);
      // Sent is what it held then: who comes back by the browser's button must not send it again.
      form.elements.credential.value = "";
    } catch {
      failed.hidden = false;
      button.disabled = false;
    }
  });
}
