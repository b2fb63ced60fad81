// In the administration: of an activity's settings, show those of its format.
function showChosen(settings) {
  const prefix = settings.querySelector("[id]")?.id.replace(/-settings-.*$/, "");
  const format = document.getElementById(`${prefix}-format`);
  if (!format) return;
  const show = () => {
    for (const group of settings.querySelectorAll("[data-format]")) {
      group.hidden = group.dataset.format !== format.value;
    }
  };
  format.addEventListener("change", show);
  show();
}

function showAll(root) {
  for (const settings of root.querySelectorAll("[data-format-settings]")) {
    if (!settings.dataset.ready) {
      settings.dataset.ready = "yes";
      showChosen(settings);
    }
  }
}

document.addEventListener("DOMContentLoaded", () => {
  showAll(document);
  new MutationObserver(() => showAll(document)).observe(document.body, {
    childList: true,
    subtree: true,
  });
});
