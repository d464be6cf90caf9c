// The page's language, for screen readers and hyphenation, the side that it is written from, and `data.spoken`
// in place of the words that Streamlit gives its own parts, now and when they are drawn again. A {} in them stands
// for whatever is there: "Remove {}" is "Retirer {}".
const PARTS = [
  "[aria-label]", '[data-testid="stSkipToContent"]', '[data-testid="stFileUploader"] button :is(p, span, div)',
  '[data-testid="InputInstructions"]', '[data-testid="InputInstructions"] *', '[data-testid$="Dropdown"] *',
  "section[role=dialog] > h2", "section[role=dialog] > div > div", // Streamlit's own boxes: no server, no such page
].join();

const spokenAs = (spoken) => {
  const open = Object.entries(spoken).filter(([own]) => own.includes("{}")).map(([own, said]) => [own.split("{}"), said]);
  return (own) => {
    if (spoken[own]) return spoken[own];
    for (const [[before, after], said] of open) {
      if (own.length > before.length + after.length && own.startsWith(before) && own.endsWith(after)) {
        return said.replace("{}", () => own.slice(before.length, own.length - after.length));
      }
    }
  };
};

export default function ({ data }) {
  document.documentElement.lang = data.lang;
  document.documentElement.dir = data.dir;

  const spoken = spokenAs(data.spoken);
  const say = () => {
    for (const part of document.querySelectorAll(PARTS)) {
      const label = part.getAttribute("aria-label");
      if (label === null && part.childElementCount) continue; // its words are in a part of it
      const now = label ?? part.textContent;
      const own = part.ituSaid === now ? part.ituOwn : now; // as Streamlit has it
      const said = spoken(own);
      if (!said) continue;
      [part.ituOwn, part.ituSaid] = [own, said];
      if (now === said) continue;
      if (label === null) part.textContent = said;
      else part.setAttribute("aria-label", said);
    }
  };
  say();
  window.ituSpoken?.disconnect();
  window.ituSpoken = new MutationObserver(say);
  window.ituSpoken.observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-label"] });
}
