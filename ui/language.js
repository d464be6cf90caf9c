// The page's language, for screen readers and hyphenation, the side that it is written from, and `data.spoken`
// in place of the words that Streamlit gives its own parts, now and when they are drawn again.
const PARTS = '[aria-label], [data-testid="stSkipToContent"], [data-testid="stFileUploader"] button :is(p, span, div)';

export default function ({ data }) {
  document.documentElement.lang = data.lang;
  document.documentElement.dir = data.dir;

  const say = () => {
    for (const part of document.querySelectorAll(PARTS)) {
      const label = part.getAttribute("aria-label");
      if (label === null && part.childElementCount) continue; // its words are in a part of it
      const own = part.ituOwn ?? label ?? part.textContent; // as Streamlit has it
      const said = data.spoken[own];
      if (!said) continue;
      part.ituOwn = own;
      if (label === null) {
        if (part.textContent !== said) part.textContent = said;
      } else if (label !== said) part.setAttribute("aria-label", said);
    }
  };
  say();
  window.ituSpoken?.disconnect();
  window.ituSpoken = new MutationObserver(say);
  window.ituSpoken.observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-label"] });
}
