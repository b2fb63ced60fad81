// A part of a page that follows: asks every few seconds and exchanges what has changed.
// Nothing is exchanged while somebody works in it. Without this file, the screen of a
// meeting loads itself anew.

const followed = () => document.querySelector("[data-follow]");
const lost = document.querySelector("[data-follow-lost]");
let before = followed().innerHTML;
let tag = "";

const isBusy = () => followed().querySelector("details[open]");

// Whoever came to a button with the keyboard stays at it.
function exchange(part) {
  const name = document.activeElement.ariaLabel;
  followed().replaceWith(document.adoptNode(part));
  const buttons = [...part.querySelectorAll("[aria-label]")];
  if (name) buttons.find(({ ariaLabel }) => ariaLabel === name)?.focus();
}

async function look() {
  const answer = await fetch(window.location.href, {
    headers: tag ? { "If-None-Match": tag } : {},
    cache: "no-store",
  });
  if (answer.status === 304) return;
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = page.querySelector("[data-follow]");
  if (!part) throw new Error("Nothing to follow.");
  if (isBusy()) return;
  tag = answer.headers.get("ETag") || "";
  if (part.innerHTML !== before) exchange(part);
  before = part.innerHTML;
}

async function follow() {
  if (!document.hidden && !isBusy()) {
    try {
      await look();
      lost.textContent = "";
    } catch {
      lost.textContent = lost.dataset.followLost;
    }
  }
  setTimeout(follow, followed().dataset.follow * 1000);
}

setTimeout(follow, followed().dataset.follow * 1000);
