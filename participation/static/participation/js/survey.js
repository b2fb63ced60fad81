// Shows a question only if an earlier one on the page was answered as it needs it.
// Without this file every question is there, and says when it is meant.

// In the editors' preview, names have a prefix.
function inputsOf(form, name) {
  return [...form.querySelectorAll(`[name="${name}"], [name$="-${name}"]`)];
}

function update(form) {
  for (const question of form.querySelectorAll("[data-shown-if]")) {
    const { shownIf, shownAnswer } = question.dataset;
    const inputs = inputsOf(form, shownIf);
    if (!inputs.length) continue; // it was asked on an earlier page
    const isChosen = inputs.some((input) => input.checked && input.value === shownAnswer);
    question.hidden = inputs[0].closest(".question").hidden || !isChosen;
  }
}

for (const form of document.querySelectorAll("[data-survey]")) {
  form.addEventListener("change", () => update(form));
  update(form);
}
