// Brings what `data` aims at into view, once per `data.count`: the container `data.target` to the top, or as
// near to it as lets the whole of `data.inner` in it be seen above the box for the next question.
export default function ({ data }) {
  if (window.ituScrolled === data.count) return;
  window.ituScrolled = data.count;
  const gap = 16;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  const away = (found) => {
    const floor = document.querySelector(".st-key-ask").getBoundingClientRect().top - gap;
    const outer = found.getBoundingClientRect();
    const inner = (data.inner && found.querySelector(data.inner)?.getBoundingClientRect()) || outer;
    if (inner.top >= gap && inner.bottom <= floor && outer.top < floor / 2) return 0;
    const down = outer.top - gap;
    return inner === outer ? down : Math.max(down, Math.min(inner.bottom - floor, inner.top - gap));
  };

  // The page is still being drawn: look again for two seconds, unless the reader has begun to scroll.
  let looks = 20, before = NaN;
  const stop = () => { looks = 0; };
  for (const sign of ["wheel", "touchmove", "keydown"]) window.addEventListener(sign, stop, { once: true });
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
