// Keeps in mind, for this tab of the browser alone, which session had how many questions (no words of them), and tells
// when another session has taken its place.
const PLACE = "itu-session";

export default function ({ data, setStateValue }) {
  try {
    const known = JSON.parse(sessionStorage.getItem(PLACE));
    sessionStorage.setItem(PLACE, JSON.stringify(data));
    if (known?.turns > 0 && known.session !== data.session) setStateValue("lost", true);
  } catch { /* the browser keeps nothing for this page */ }
}
