// Scrolls to the container that `data.target` names, once per `data.count`.
export default function ({ data }) {
  if (window.ituScrolled === data.count) return;
  window.ituScrolled = data.count;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const seen = (box) => box.top >= 0 && box.bottom <= window.innerHeight - 120;
  let tries = 20; // the container may be drawn after this
  const look = () => {
    const found = document.querySelector(".st-key-" + data.target);
    if (!found) return tries-- > 0 && setTimeout(look, 50);
    if (!seen(found.getBoundingClientRect())) {
      found.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
    }
  };
  setTimeout(look, 50);
}
