// A place by its name or by where one stands. Without this file, the button beside the
// field looks for the place, and the form asks which one is meant.

const WAIT = 200;
const SHORTEST = 3;

// Whether a line from the place to the east crosses the outlines an odd number of times.
function isInside(area, lat, lon) {
  const outlines = area.type === "Polygon" ? area.coordinates : area.coordinates.flat();
  let inside = false;
  for (const corners of outlines) {
    corners.slice(1).forEach(([lonB, latB], before) => {
      const [lonA, latA] = corners[before];
      if (latA > lat === latB > lat) return;
      if (lon < lonA + ((lat - latA) / (latB - latA)) * (lonB - lonA)) inside = !inside;
    });
  }
  return inside;
}

function offerPlaces(box) {
  const address = document.querySelector("input[name=address]");
  const lat = document.querySelector("input[name=lat]");
  const lon = document.querySelector("input[name=lon]");
  const list = document.createElement("datalist");
  const status = box.querySelector("[data-place-status]");
  const outline = document.getElementById("place-area");
  const area = outline && JSON.parse(outline.textContent);
  let places = [];
  let waiting = null;
  let named = false; // whether the point came from the words, so that it goes with them

  list.id = "orte";
  address.after(list);
  address.setAttribute("list", list.id);
  address.autocomplete = "off";

  function set(point) {
    lat.value = point ? point.lat : "";
    lon.value = point ? point.lon : "";
    document.dispatchEvent(new CustomEvent("place", { detail: point }));
  }

  async function ask() {
    const words = address.value.trim();
    if (words.length < SHORTEST) return;
    const answer = await fetch(`${box.dataset.places}?q=${encodeURIComponent(words)}`);
    if (!answer.ok) return;
    places = (await answer.json()).orte;
    list.replaceChildren(...places.map(({ name }) => new Option(name, name)));
  }

  address.addEventListener("input", () => {
    const chosen = places.find(({ name }) => name === address.value);
    if (chosen) set(chosen);
    else if (named) set(null);
    named = Boolean(chosen);
    clearTimeout(waiting);
    if (!chosen) waiting = setTimeout(ask, WAIT);
  });

  const here = box.querySelector("[data-place-here]");
  here.hidden = !navigator.geolocation;
  here.addEventListener("click", () => {
    status.textContent = "";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (area && !isInside(area, coords.latitude, coords.longitude)) {
          status.textContent = status.dataset.outside;
          return;
        }
        named = false;
        set({ lat: coords.latitude.toFixed(6), lon: coords.longitude.toFixed(6) });
        status.textContent = status.dataset.found;
      },
      () => (status.textContent = status.dataset.failed),
      { enableHighAccuracy: true, timeout: 10_000 },
    );
  });
}

for (const box of document.querySelectorAll("[data-place]")) offerPlaces(box);
