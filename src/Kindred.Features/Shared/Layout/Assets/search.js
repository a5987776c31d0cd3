// Of a copy that is read from a stick: finds among the words of every record. Opened as a file a page may fetch nothing, so the words come as scripts, a thousand records each.
{
  const MOST = 200;
  const form = document.getElementById("search"), found = document.getElementById("found");
  const parts = Number(form.dataset.parts), rows = [];
  let loaded = 0, arrived = 0, isLoading = false;
  const fold = text => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

  window.kindredWords = some => {
    arrived++;
    for (const [id, title, kind, words] of some) rows.push({ id, title, kind, inTitle: fold(title), words: fold(title + " " + words) });
  };

  const load = () => {
    if (loaded === parts) return;
    isLoading = true;
    const script = document.createElement("script");
    script.src = `words/${loaded + 1}.js`;
    script.onload = script.onerror = () => { loaded++; show(); load(); };
    document.head.append(script);
  };

  const say = text => {
    const line = document.createElement("p");
    line.textContent = text;
    found.append(line);
  };

  const show = () => {
    const asked = fold(form.elements.q.value).split(/[^\p{L}\p{N}]+/u).filter(word => word);
    found.replaceChildren();
    if (asked.length === 0) return;
    const hits = rows.filter(row => asked.every(word => row.words.includes(word)));
    const isCalled = row => asked.every(word => row.inTitle.includes(word)) ? 0 : 1;
    hits.sort((one, other) => isCalled(one) - isCalled(other));
    const list = document.createElement("ul");
    list.className = "plain";
    for (const row of hits.slice(0, MOST)) {
      const item = document.createElement("li"), link = document.createElement("a"), name = document.createElement("bdi"), kind = document.createElement("span");
      link.href = `r/${row.id}.html`;
      name.textContent = row.title;
      kind.className = "meta";
      kind.textContent = row.kind;
      link.append(name);
      item.append(link, " ", kind);
      list.append(item);
    }
    found.append(list);
    // One that could not be fetched, or was cut off, has brought no words: what is not found may be there all the same.
    const isWhole = arrived >= loaded;
    if (hits.length > MOST) say(form.dataset.more);
    else if (hits.length === 0 && loaded === parts && isWhole) say(form.dataset.none);
    if (!isWhole) say(form.dataset.missing);
  };

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (!isLoading) load();
    show();
  });
  form.hidden = parts === 0;
}
