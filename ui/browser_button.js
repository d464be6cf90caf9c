// Copies `data.text`, or this page's address with `data.query`, or prints the page; and says what became of it.
const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { // an address without https that is not this machine's: the browser has no clipboard for it
    const field = document.createElement("textarea");
    field.value = text;
    field.style.cssText = "position:fixed;opacity:0";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
};

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const name = parentElement.querySelector(".name");
  const said = parentElement.querySelector(".unseen");
  clearTimeout(button.later);
  name.textContent = data.name;
  button.onclick = async () => {
    if (data.print) return window.print();
    const text = data.text ?? location.origin + location.pathname + data.query;
    const words = await copied(text) ? data.done : data.refused;
    name.textContent = said.textContent = words;
    button.focus();
    button.later = setTimeout(() => { name.textContent = data.name; said.textContent = ""; }, 2000);
  };
}
