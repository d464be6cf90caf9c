// Brings what `data` aims at into view, once per `data.count`: the container `data.target` to the top, or as
// near to it as lets the whole of `data.inner` in it be seen above the box for the next question. Where the container
// stands in a column that is scrolled by itself, it is `data.inner` that is brought into view in the column.
export default function ({ data }) {
  if (window.ituScrolled === data.count) return;
  window.ituScrolled = data.count;
  const gap = 16;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const covered = () => { // by the bar that stands over the top of the page, where there is one
    const bar = document.querySelector('[data-testid="stHeader"]');
    const seen = bar && !/^(transparent|rgba\(.*, 0\))$/.test(getComputedStyle(bar).backgroundColor);
    return seen ? bar.getBoundingClientRect().bottom : 0;
  };
  const column = (found) => { // that is scrolled by itself (style.css), and does not move with the page
    const beside = data.inner && found.closest('[data-testid="stColumn"]');
    return beside && getComputedStyle(beside).position === "sticky" ? beside : null;
  };
  const away = (found) => {
    const floor = document.querySelector(".st-key-ask").getBoundingClientRect().top - gap;
    const roof = covered() + gap;
    const beside = column(found);
    const outer = (beside ?? found).getBoundingClientRect();
    if (beside) {
      const words = found.querySelector(data.inner)?.getBoundingClientRect() ?? outer;
      const [top, bottom] = [words.top, words.bottom].map((at) => at - outer.top + beside.scrollTop);
      beside.scrollTop = Math.max(0, Math.min(bottom + gap - outer.height, top - gap));
      return outer.top >= 0 && outer.top < floor / 2 ? 0 : outer.top - roof;
    }
    const inner = (data.inner && found.querySelector(data.inner)?.getBoundingClientRect()) || outer;
    if (inner.top >= roof && inner.bottom <= floor && outer.top < floor / 2) return 0;
    const down = outer.top - roof;
    return inner === outer ? down : Math.max(down, Math.min(inner.bottom - floor, inner.top - roof));
  };

  // The page is still being drawn: look again for two seconds, unless the reader has begun to scroll.
  let looks = 20, before = NaN;
  const stop = () => { looks = 0; };
  for (const sign of ["wheel", "touchmove", "keydown", "pointerdown"]) window.addEventListener(sign, stop, { once: true });
  const look = () => {
    if (looks-- <= 0 || window.ituScrolled !== data.count) return;
    const found = document.querySelector(".st-key-" + data.target);
    const by = found ? away(found) : 0;
    if (Math.abs(by) > 1 && by === before) { // at rest, so no scrolling of ours is under way
      found.closest('[data-testid="stMain"]').scrollBy({ top: by, behavior: calm ? "auto" : "smooth" });
    }
    before = by;
    setTimeout(look, 100);
  };
  setTimeout(look, 50);
}
