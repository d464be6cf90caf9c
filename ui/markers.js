// A marker in an answer's text presses the button of its citation, which the marker's address names.
export default function () {
  if (window.ituMarkers) return;
  window.ituMarkers = true;
  document.addEventListener("click", (event) => {
    const marker = event.target.closest?.("a.marker");
    if (!marker) return;
    event.preventDefault();
    document.querySelector(`.st-key-${marker.hash.slice(1)} button`)?.click();
  });
}
