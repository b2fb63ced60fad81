// Asks how many people an audience reaches whenever an editor changes it.
const chosen = (name) =>
  [...document.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => [name, box.value]);

const ask = async (place) => {
  const audience = new URLSearchParams([...chosen("units"), ...chosen("groups")]);
  const answer = await fetch(`${place.dataset.reach}?${audience}`);
  if (answer.ok) place.textContent = await answer.text();
};

document.addEventListener("change", (event) => {
  if (!["units", "groups"].includes(event.target.name)) return;
  document.querySelectorAll("[data-reach]").forEach(ask);
});
