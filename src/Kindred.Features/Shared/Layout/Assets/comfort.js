// Comfort only: every page works without this file.

for (const form of document.querySelectorAll("form[data-unsaved]")) {
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  const before = typed();
  let sending = false;
  form.addEventListener("submit", () => { sending = true; });
  window.addEventListener("beforeunload", event => {
    if (!sending && typed() !== before) event.preventDefault();
  });
}

document.addEventListener("keydown", event => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const search = document.querySelector("[data-search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
});

// <button hidden data-copy="id of the text" data-done="Copied">Copy</button>
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.type = "button";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
    const words = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 2000);
  });
}

// Leaving replaces this page in the history of the tab, so that "back" doesn't show it.
for (const link of document.querySelectorAll("a[data-leave]")) {
  link.addEventListener("click", event => {
    event.preventDefault();
    location.replace(link.href);
  });
}

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A picture wider than the screen is seen from its middle; one that is read along, from where reading begins.
for (const drawing of document.querySelectorAll(".drawing")) if (!drawing.closest(".lying > .drawn")) drawing.scrollLeft = (drawing.scrollWidth - drawing.clientWidth) / 2 * (document.dir === "rtl" ? -1 : 1);
