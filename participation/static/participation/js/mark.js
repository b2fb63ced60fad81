// Marking a passage of a statement with the mouse or the keyboard. Without this file,
// sentences are chosen one by one, and the server finds their places.

const LONGEST_SHOWN = 120;

// A browser counts some signs as two; the server counts characters.
const characters = (text, place) => [...text.slice(0, place)].length;

function followMarking(box) {
  const text = box.querySelector("[data-mark-text]");
  const start = box.querySelector("[data-mark-start]");
  const end = box.querySelector("[data-mark-end]");
  const status = box.querySelector("[data-mark-status]");

  function take() {
    const { selectionStart, selectionEnd, value } = text;
    const marked = value.slice(selectionStart, selectionEnd).trim();
    start.value = marked ? characters(value, selectionStart) : "";
    end.value = marked ? characters(value, selectionEnd) : "";
    const shown = marked.length > LONGEST_SHOWN ? `${marked.slice(0, LONGEST_SHOWN)} …` : marked;
    status.textContent = marked ? `${status.dataset.words} „${shown}“` : "";
  }

  for (const name of ["select", "keyup", "mouseup"]) text.addEventListener(name, take);
  // Whoever ticks sentences means those.
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "satz" || !target.checked) return;
    start.value = end.value = status.textContent = "";
  });
  box.hidden = false;
}

document.querySelectorAll("[data-mark]").forEach(followMarking);
