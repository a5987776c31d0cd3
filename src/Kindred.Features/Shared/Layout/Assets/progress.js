// Shows how far an import is without loading the page anew; without scripts the page loads itself.

const shown = () => document.querySelector("[data-progress]");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-progress]");
    if (!now) {
      location.reload();
      return;
    }
    shown().replaceChildren(...now.childNodes);
  } catch {
    // The server may be away for a moment.
  }
  setTimeout(look, 2000);
}

setTimeout(look, 2000);
