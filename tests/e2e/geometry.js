// What is wrong with where the parts of the page are. `arguments[0]` says what the page shows:
// `broken` when a run has ended badly, and `scrolls` where the whole page may be higher than its window.
const { broken, scrolls } = arguments[0];
const faults = [];
const isShown = (it) =>
  it.checkVisibility({ visibilityProperty: true }) && !it.closest(".visually-hidden, .skip-link, [inert]");
const named = (it) => {
  const words = (it.ariaLabel ?? it.textContent).trim().replace(/\s+/g, " ").slice(0, 30);
  const classes = it.getAttribute("class") ?? it.localName;
  return words ? `${classes} ‘${words}’` : classes;
};
const overlap = (a, b, by = 1) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > by &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > by;
const isWithin = (a, b, by = 1) =>
  a.left >= b.left - by && a.right <= b.right + by && a.top >= b.top - by && a.bottom <= b.bottom + by;
const box = (it) => it.getBoundingClientRect();
const all = (selector, root = document) => [...root.querySelectorAll(selector)].filter(isShown);
const written = ({ left, top, right, bottom }) => [left, top, right, bottom].map(Math.round).join(" ");
const apart = (what, parts, by) =>
  parts.forEach((one, index) => {
    for (const other of parts.slice(index + 1)) {
      const isInside = one.contains(other) || other.contains(one);
      if (!isInside && overlap(box(one), box(other), by)) {
        faults.push(`${what}: ${named(one)} (${written(box(one))}) and ${named(other)} (${written(box(other))}) overlap`);
      }
    }
  });

const page = document.scrollingElement;
page.scrollTop = 0;
if (page.scrollWidth > innerWidth) faults.push(`it is ${page.scrollWidth} wide in ${innerWidth}`);
for (const card of all(".banner, .toasts, .first-steps, .transport, .settings-panel, .proof-panel, .log-panel")) {
  const isSideways = card.scrollWidth > card.clientWidth + 1 && getComputedStyle(card).overflowX !== "visible";
  if (isSideways) faults.push(`${named(card)} scrolls sideways: ${card.scrollWidth} in ${card.clientWidth}`);
}
if (!scrolls && page.scrollHeight > innerHeight) faults.push(`it is ${page.scrollHeight} high in ${innerHeight}`);
const view = { left: 0, top: 0, right: innerWidth, bottom: scrolls ? page.scrollHeight : innerHeight };

// The large parts. An open sheet lies over the others, and is looked at apart.
const sheet = document.querySelector(".sheet.is-open");
const isOver = (it) => it.closest(".is-open") && getComputedStyle(it).position !== "static";
const parts = all(
  ".top-bar, .first-steps, .scene-place, .banner, .invariants, .timeline, .transport, .tabs, .code-panel, .log-panel",
).filter((it) => !isOver(it));
apart("parts", parts);
for (const part of parts) {
  if (!isWithin(box(part), view)) faults.push(`${named(part)} (${written(box(part))}) leaves the window`);
}

// The picture: inside its place, its parts apart, and large enough to be read.
const place = box(document.querySelector(".scene-place"));
const picture = document.querySelector(".scene-picture");
if (!isWithin(box(picture), place)) faults.push(`the picture (${written(box(picture))}) leaves ${written(place)}`);
const scale = picture.getScreenCTM().a;
if (scale < arguments[0].least) faults.push(`the picture is drawn at ${scale.toFixed(2)}, ${written(place)}`);
const ring = all(".ring .seat").map(box);
const round = ring.length
  ? { left: Math.min(...ring.map((it) => it.left)), right: Math.max(...ring.map((it) => it.right)),
      top: Math.min(...ring.map((it) => it.top)), bottom: Math.max(...ring.map((it) => it.bottom)) }
  : null;
const still = all(".tray-frame, rect.card, .ground .caption, .belt .seat", picture);
apart("picture", still);
// What is written and dotted on one object.
for (const tray of all(".tray", picture)) {
  apart("tray", all("text, .pip, .padlock", tray).filter((it) => it.textContent.trim() || !it.matches("text")), 2);
}
// What a card says stays on it, whatever names the program has.
for (const thread of all(".thread", picture)) {
  const card = box(thread.querySelector(".card"));
  for (const words of all("text", thread).filter((it) => it.textContent.trim())) {
    if (!isWithin(box(words), card, 2)) faults.push(`${named(words)} (${written(box(words))}) leaves its card (${written(card)})`);
  }
}
for (const it of still) {
  if (round && overlap(box(it), round)) faults.push(`${named(it)} (${written(box(it))}) lies over the ring`);
  if (!isWithin(box(it), place)) faults.push(`${named(it)} (${written(box(it))}) leaves the picture`);
}

// The name of the program can be read.
const name = box(document.querySelector(".program-name"));
if (name.width < 44) faults.push(`the name of the program has ${Math.round(name.width)} pixels`);

// Rows of words and controls.
apart("head of the timeline", all(".timeline-head > *, .timeline-buttons > *, .timeline-zoom > *")
  .filter((it) => !it.querySelector("button")));
apart("first steps", all(".move-number, .move-words, .first-steps-sentence, .first-steps-close"));
apart("transport", all(".transport button, .transport .speed, .transport input"));
apart("top", all(".top-bar button, .top-bar .picker, .top-bar .brand"));
for (const line of all(".code-line")) {
  // Of a line that is longer than the panel, what lies under the controls is scrolled to.
  const panel = line.closest(".code");
  const isLong = !line.closest(".is-declarations") && panel.scrollWidth > panel.clientWidth;
  const row = all(":scope > .code-held, :scope > .code-controls, :scope > .code-text > code", line)
    .filter((it) => !isLong || !it.matches("code"));
  apart("line of the program", row.filter((it) => box(it).width > 0), 2);
}
for (const button of all("button")) {
  const card = button.closest(".banner, .sheet, .scene-card, .top-bar, .tabs, .side");
  const scroller = button.closest(".code, .log, .console-lines, .sheet, .banner, .item-story");
  if (card && !scroller && !isWithin(box(button), box(card))) {
    faults.push(`${named(button)} (${written(box(button))}) leaves ${named(card).slice(0, 20)} (${written(box(card))})`);
  }
}

// What was printed and what happened share a panel.
for (const it of all(".console, .log")) {
  const panel = it.closest(".log-panel:not(.is-open)");
  if (panel && !isWithin(box(it), box(panel))) faults.push(`${named(it)} (${written(box(it))}) leaves its panel`);
}

// The violated place, and what is said about it.
if (broken) {
  const banner = document.querySelector(".banner");
  const title = box(banner.querySelector("strong"));
  const places = all(".slot-trouble[d], .thread[data-trouble] rect.card, .tray[data-trouble] .tray-frame, .container-frame", picture)
    .filter((it) => box(it).width > 0);
  if (places.length === 0) faults.push("nothing is outlined");
  for (const it of [...places, banner]) {
    if (it !== banner && overlap(box(it), box(banner))) faults.push(`the explanation lies over ${named(it)}`);
    if (!scrolls && !isWithin(box(it), view)) faults.push(`${named(it)} (${written(box(it))}) is out of sight`);
  }
  const { left, right, top, bottom } = title;
  const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  if (!scrolls && !banner.contains(above)) faults.push(`the explanation is behind ${above && named(above)}`);
}

// Whatever can be pressed is reached: scrolled to, it is what lies under the pointer.
// Of a field that is higher than the panel around it, the middle need not be in sight.
const controls = all("button, input, select, a[href], [role=slider]").filter(
  (it) => !sheet || sheet.contains(it) || it.closest(".tabs"),
);
for (const it of controls) {
  it.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  const { left, top, width, height } = box(it);
  const [x, y] = [left + width / 2, top + height / 2];
  const under = document.elementFromPoint(x, y);
  const label = it.closest("label");
  const isHit = under && (it.contains(under) || under.contains(it) && under === it.parentElement || label?.contains(under));
  if (!isHit) faults.push(`${named(it)} at ${Math.round(x)} ${Math.round(y)} is out of reach: there is ${under ? named(under) : "nothing"}`);
}
for (const it of document.querySelectorAll("*")) {
  if (it.scrollTop > 0) it.scrollTop = 0;
  if (it.scrollLeft > 0) it.scrollLeft = 0;
}
return faults;
