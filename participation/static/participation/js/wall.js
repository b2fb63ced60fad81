// The wall of a meeting doesn't scroll: what doesn't fit is left out as a whole row, and
// counted here with the questions that stand only in the list.

const screenOf = () => document.querySelector(".screen");

function isLeftOut(row) {
  return row.getBoundingClientRect().left >= row.parentElement.getBoundingClientRect().right;
}

function countMore() {
  const rows = [...document.querySelectorAll(".screen__list > li")];
  const words = document.querySelector("[data-wall-more]");
  const number = Number(words.dataset.wallMore) + rows.filter(isLeftOut).length;
  words.querySelector("span").textContent = number;
  words.hidden = number === 0;
}

new MutationObserver(countMore).observe(screenOf(), { childList: true });
new ResizeObserver(countMore).observe(screenOf());
document.fonts.ready.then(countMore);
