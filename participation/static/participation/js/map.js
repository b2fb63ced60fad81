// Maps of the participation: markers to look at, and a marker to set.
// Everything a map says stands in the page beside it; without this file nothing is lost.

const ZOOM = { min: 13, start: 14, max: 17 };

function baseMap(box, canvas) {
  const map = L.map(canvas, {
    minZoom: ZOOM.min,
    maxZoom: ZOOM.max,
    zoomSnap: 0.5,
    scrollWheelZoom: false,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  map.attributionControl.setPrefix(false);
  L.tileLayer(box.dataset.tiles, { minZoom: ZOOM.min, maxZoom: ZOOM.max }).addTo(map);
  if (box.dataset.attribution) map.attributionControl.addAttribution(plain(box.dataset.attribution));
  showArea(map);
  return map;
}

function plain(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}

// What it is about, if only a part of the town: the outline, and where to look.
function showArea(map) {
  const area = document.getElementById("map-area");
  if (!area) return;
  const outline = L.geoJSON(JSON.parse(area.textContent), {
    interactive: false,
    style: { className: "map__area", weight: 3, fillOpacity: 0.08 },
  }).addTo(map);
  map.area = outline.getBounds();
}

const PIN = 28;
const APART = 40; // pins closer than this, in pixels, become one with a number

function pin(number = 1) {
  const several = number > 1 ? " map__pin--several" : "";
  return L.divIcon({
    className: `map__pin${several}`,
    html: number > 1 ? `<span>${number}</span>` : "",
    iconSize: [PIN, PIN],
    iconAnchor: number > 1 ? [PIN / 2, PIN / 2] : [PIN / 2, PIN],
    popupAnchor: [0, -PIN + 2],
  });
}

function popup(places) {
  const list = document.createElement("ul");
  for (const place of places) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = place.url;
    link.textContent = place.title;
    item.append(link, document.createElement("br"), place.text ?? "");
    list.append(item);
  }
  return list;
}

// Neighbours on the screen share a pin, so that each can be hit with a thumb.
function grouped(map, places) {
  const groups = [];
  for (const place of places) {
    const at = map.project([place.lat, place.lon]);
    const near = groups.find((group) => group.at.distanceTo(at) < APART);
    if (near) near.places.push(place);
    else groups.push({ at, places: [place] });
  }
  return groups;
}

function showMarkers(box) {
  const places = JSON.parse(document.getElementById("map-markers").textContent);
  const map = baseMap(box, box.querySelector("[data-map-canvas]"));
  const pins = L.layerGroup().addTo(map);

  function draw() {
    pins.clearLayers();
    for (const { places: here } of grouped(map, places)) {
      const title = here.map((place) => place.title).join(", ");
      L.marker([here[0].lat, here[0].lon], { icon: pin(here.length), title, alt: title })
        .bindPopup(() => popup(here), { maxHeight: 260 })
        .addTo(pins);
    }
  }

  map.on("zoomend", draw);
  if (places.length) {
    const corners = places.map((place) => [place.lat, place.lon]);
    map.fitBounds(L.latLngBounds(corners).pad(0.15), { maxZoom: 16 });
  } else {
    look(map, box);
  }
  draw();
}

function centreOf(box) {
  return box.dataset.centre.split(",").map(Number);
}

function look(map, box) {
  if (map.area) map.fitBounds(map.area.pad(0.1));
  else map.setView(centreOf(box), ZOOM.start);
}

function pickPlace(box) {
  box.hidden = false;
  const lat = document.querySelector("input[name=lat]");
  const lon = document.querySelector("input[name=lon]");
  const clear = box.querySelector("[data-map-clear]");
  const map = baseMap(box, box.querySelector("[data-map-canvas]"));
  let marker = null;

  function set(position) {
    lat.value = position.lat.toFixed(6);
    lon.value = position.lng.toFixed(6);
    if (marker) marker.setLatLng(position);
    else {
      marker = L.marker(position, { icon: pin(), draggable: true, keyboard: true, alt: box.dataset.marker }).addTo(map);
      marker.on("dragend", () => set(marker.getLatLng()));
    }
    clear.hidden = false;
  }

  function remove() {
    lat.value = lon.value = "";
    if (marker) marker.remove();
    marker = null;
    clear.hidden = true;
  }

  const before = lat.value && lon.value ? L.latLng(lat.value, lon.value) : null;
  if (before) map.setView(before, ZOOM.start);
  else look(map, box);
  if (before) set(before);
  document.addEventListener("place", ({ detail: place }) => {
    if (!place) return remove();
    const position = L.latLng(place.lat, place.lon);
    set(position);
    map.setView(position, ZOOM.max);
  });
  map.on("click", (event) => set(event.latlng));
  clear.addEventListener("click", remove);
}

for (const box of document.querySelectorAll("[data-map]")) showMarkers(box);
for (const box of document.querySelectorAll("[data-map-picker]")) pickPlace(box);
