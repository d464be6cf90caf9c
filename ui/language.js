// The page's language, for screen readers and hyphenation, and the side that it is written from.
export default function ({ data }) {
  document.documentElement.lang = data.lang;
  document.documentElement.dir = data.dir;
}
