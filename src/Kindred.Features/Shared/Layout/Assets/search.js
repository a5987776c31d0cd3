// Of a copy that is read from a stick: finds among the words of every record. Opened as a file a page may fetch nothing, so the words come as scripts, a thousand records each.
{
  const MOST = 200;
  const form = document.getElementById("search"), found = document.getElementById("found");
  const parts = Number(form.dataset.parts), rows = [];
  let loaded = 0, isLoading = false;
  const fold = text => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

  window.kindredWords = some => {
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
    const said = hits.length > MOST ? form.dataset.more : hits.length === 0 && loaded === parts ? form.dataset.none : null;
    if (said === null) return;
    const line = document.createElement("p");
    line.textContent = said;
    found.append(line);
  };

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (!isLoading) load();
    show();
  });
  form.hidden = parts === 0;
}
