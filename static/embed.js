// <interleave-sim program="three-semaphores" faults="skip-spaces-wait" step="12" lock="editor" hide="log">
//
// Puts Interleave into a page: a still picture at first, the simulator itself where somebody wants it. It needs nothing
// else, asks nothing of anybody but the site it came from, and works under a policy as strict as
// `script-src SITE; frame-src SITE` (SITE is where this file lies). docs/embedding.md says the rest.
(() => {
  "use strict";

  const VERSION = 1;
  // This script lies beside the page.
  const HOME = new URL("./", document.currentScript?.src ?? location.href).href;

  // What stands in the address of the frame. `link` goes behind its `#`.
  const PARAMETERS = [
    "program", "text", "faults", "step", "steps", "seed", "scheduler", "threads", "granularity", "runtime", "producers",
    "consumers", "capacity", "items", "takes", "produce-time", "consume-time", "speed", "lang", "theme", "lock", "hide",
  ];
  const LOWEST = 240;

  const WORDS = {
    en: { open: "Start the simulator", title: "Interleave: {0}", first: "a program with threads" },
    pt: { open: "Iniciar o simulador", title: "Interleave: {0}", first: "um programa com threads" },
  };

  const STYLE = `
    :host { display: block; position: relative; min-height: 15rem; margin: 1em 0; overflow: hidden;
      border: 1px solid light-dark(#e3e0d6, #313546); border-radius: 14px; color-scheme: light dark;
      background: light-dark(#faf9f5, #12141c); color: light-dark(#5c6170, #a3a8b8); }
    :host([hidden]) { display: none; }
    :host([theme="light"]) { color-scheme: light; }
    :host([theme="dark"]) { color-scheme: dark; }
    iframe { display: block; width: 100%; height: 40rem; border: 0; }
    button { all: unset; box-sizing: border-box; display: grid; gap: 1rem; place-content: center; justify-items: center;
      width: 100%; min-height: 24rem; padding: 1rem; cursor: pointer; text-align: center;
      font: 600 1rem/1.4 system-ui, sans-serif; }
    button:focus-visible { outline: 3px solid light-dark(#1f5fcb, #9cc0ff); outline-offset: -6px; border-radius: 14px; }
    svg { width: min(20rem, 80%); height: auto; }
    .ring { color: light-dark(#8d8a80, #767b8d); }
    .makes { color: light-dark(#1f5fcb, #76a6ff); }
    .takes { color: light-dark(#b84e06, #ff9f5f); }
    .start { display: inline-flex; align-items: center; gap: .6em; min-height: 44px; padding: 0 1.2em; border-radius: 9px;
      background: light-dark(#1d2130, #e9ebf3); color: light-dark(#fff, #14161f); }
    .start::before { content: ""; border: .45em solid transparent; border-inline-start: .7em solid; border-inline-end: 0; }
  `;

  const drawing = (name, attributes, children = []) => {
    const it = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
    it.append(...children);
    return it;
  };

  // The buffer between those who make and those who take: what the page shows at rest.
  const picture = () => {
    const part = (name, paths) =>
      drawing("g", { class: name, fill: "none", stroke: "currentColor", "stroke-width": "1.5" }, paths);
    const path = (d, dashes) => drawing("path", dashes ? { d, "stroke-dasharray": "3 4" } : { d });
    const box = (x, y) => drawing("rect", { x, y, width: 52, height: 34, rx: 8 });
    const circle = (r) => drawing("circle", { cx: 160, cy: 75, r });
    return drawing("svg", { viewBox: "0 0 320 150", "aria-hidden": "true" }, [
      part("ring", [circle(56), circle(35), path("M160 19v21M160 110v21M104 75h21M195 75h21M120.4 35.4l14.9 14.9M184.7 99.7l14.9 14.9M120.4 114.6l14.9-14.9M184.7 50.3l14.9-14.9")]),
      part("makes", [box(14, 33), box(14, 83), path("M70 50h22M70 100h22", true)]),
      part("takes", [box(254, 33), box(254, 83), path("M228 50h22M228 100h22", true)]),
    ]);
  };

  class InterleaveSim extends HTMLElement {
    static observedAttributes = [...PARAMETERS, "link", "href", "src"];

    #root = this.attachShadow({ mode: "open" });
    #frame = null;
    #isReady = false;
    #waiting = [];
    #answers = new Map();
    #next = 1;
    #sight = null;
    #changes = false;
    #hear = (event) => this.#take(event);

    constructor() {
      super();
      // A sheet that is made this way is refused by no policy, unlike a `style` element.
      const style = new CSSStyleSheet();
      style.replaceSync(STYLE);
      this.#root.adoptedStyleSheets = [style];
    }

    connectedCallback() {
      addEventListener("message", this.#hear);
      if (!this.#frame) this.#showPicture();
      if (this.getAttribute("load") === "seen") {
        this.#sight = new IntersectionObserver((entries) => {
          if (entries.some((it) => it.isIntersecting)) this.start();
        });
        this.#sight.observe(this);
      } else if (this.getAttribute("load") === "now") {
        this.start();
      }
    }

    // A frame that is moved loads anew, so it is dropped.
    disconnectedCallback() {
      removeEventListener("message", this.#hear);
      this.#sight?.disconnect();
      this.#drop();
    }

    attributeChangedCallback(name, before, now) {
      if (!this.#frame || before === now || this.#changes) return;
      this.#changes = true;
      // Several attributes that are set at once open one page.
      queueMicrotask(() => {
        this.#changes = false;
        if (this.#frame && this.isConnected) this.#showFrame();
      });
    }

    /** The address of what the element shows, for a link or a frame of one's own. */
    get address() {
      const place = this.getAttribute("href") ?? this.getAttribute("src") ?? HOME;
      const address = new URL(place, document.baseURI);
      address.searchParams.set("embed", "1");
      for (const name of PARAMETERS) {
        if (this.hasAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
      }
      if (location.origin !== "null") address.searchParams.set("host", location.origin);
      const link = this.getAttribute("link");
      if (link) address.hash = link.slice(link.lastIndexOf("#") + 1);
      return address.href;
    }

    /** Whether the simulator is there and hears commands. */
    get isReady() {
      return this.#isReady;
    }

    /** Puts the simulator in the place of the picture. */
    start() {
      this.#sight?.disconnect();
      if (!this.#frame && this.isConnected) this.#showFrame();
    }

    // Each answers with a promise: of the state after it, or of the verdict. A refused command rejects it.
    load(what) {
      return this.send({ ...what, type: "load" });
    }
    run() {
      return this.send({ type: "run" });
    }
    pause() {
      return this.send({ type: "pause" });
    }
    step(thread) {
      return this.send({ type: "step", thread });
    }
    back() {
      return this.send({ type: "back" });
    }
    seek(step) {
      return this.send({ type: "seek", step });
    }
    reset() {
      return this.send({ type: "reset" });
    }
    set(what) {
      return this.send({ ...what, type: "set" });
    }
    check() {
      return this.send({ type: "check" }, "checked");
    }
    outcomes() {
      return this.send({ type: "outcomes" }, "outcomes");
    }
    getState() {
      return this.send({ type: "get-state" });
    }

    /** Sends any command; `answer` is the type of message that answers it. */
    send(command, answer = "state") {
      return new Promise((resolve, reject) => {
        const id = this.#next++;
        this.#answers.set(id, { answer, resolve, reject });
        const message = { ...command, interleave: VERSION, id };
        if (this.#isReady) this.#post(message);
        else this.#waiting.push(message);
        this.start();
      });
    }

    #post(message) {
      // A sandboxed frame is of no origin, and can be spoken to only so. It is this element's own frame.
      this.#frame.contentWindow.postMessage(message, "*");
    }

    #take({ source, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || data?.interleave !== VERSION) return;
      if (data.type === "ready") {
        this.#isReady = true;
        for (const message of this.#waiting.splice(0)) this.#post(message);
      }
      if (data.type === "height" && !this.hasAttribute("height")) {
        this.#frame.style.height = `${Math.max(LOWEST, Number(data.height) || 0)}px`;
      }
      const waiting = this.#answers.get(data.id);
      if (waiting && (data.type === waiting.answer || data.type === "error")) {
        this.#answers.delete(data.id);
        if (data.type === "error") waiting.reject(Object.assign(new Error(data.message), { code: data.code }));
        else waiting.resolve(data);
      }
      this.dispatchEvent(new CustomEvent(`interleave-${data.type}`, { detail: data, bubbles: true, composed: true }));
    }

    get #words() {
      const language = this.getAttribute("lang") ?? this.closest("[lang]")?.lang ?? navigator.language;
      return /^pt\b/i.test(language) ? WORDS.pt : WORDS.en;
    }

    get #title() {
      const named = this.getAttribute("program")?.replaceAll("-", " ") ?? this.#words.first;
      return this.getAttribute("title") ?? this.#words.title.replace("{0}", named);
    }

    #showPicture() {
      const start = Object.assign(document.createElement("span"), { className: "start", textContent: this.#words.open });
      const button = Object.assign(document.createElement("button"), { type: "button", onclick: () => this.start() });
      button.setAttribute("aria-label", `${this.#words.open} – ${this.#title}`);
      button.append(picture(), start);
      this.#root.replaceChildren(button);
    }

    #showFrame() {
      const hadFocus = this.#root.activeElement !== null;
      this.#drop();
      const frame = document.createElement("iframe");
      frame.title = this.#title;
      // Real threads need it where the page around is isolated; elsewhere it changes nothing.
      frame.allow = "cross-origin-isolated; clipboard-write; fullscreen";
      if (this.hasAttribute("sandbox")) frame.setAttribute("sandbox", this.getAttribute("sandbox"));
      if (this.hasAttribute("height")) frame.style.height = `${parseInt(this.getAttribute("height"), 10) || 640}px`;
      frame.src = this.address;
      this.#frame = frame;
      this.#root.replaceChildren(frame);
      if (hadFocus) frame.focus();
    }

    #drop() {
      this.#isReady = false;
      this.#frame?.remove();
      this.#frame = null;
    }
  }

  if (!customElements.get("interleave-sim")) customElements.define("interleave-sim", InterleaveSim);
})();
