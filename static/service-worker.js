// The site's service worker. It does two things for hosts that only serve files: it adds the headers without which a page
// has no shared memory, and it keeps the page for visits without a network.
//
// A version is kept whole or not at all: each file is compared with the digest that the build wrote down here. A newer
// worker keeps its version beside the old one and waits until no page of that is open. So no page ever gets files of two
// versions. Without the list, as in `trunk serve`, nothing is kept.
"use strict";

// Filled in by `cargo xtask build`: [path, the beginning of its SHA-256 in hexadecimal].
const BUILD = "";
const FILES = [];

const SCOPE = self.registration.scope;
// Several sites may share an origin.
const OURS = `interleave ${SCOPE} `;
const CACHE = OURS + BUILD;
const WHOLE = new URL("is-whole", SCOPE).href;
const LEAVES_WITHIN = 10_000;
// Seconds.
const BEGINS_WITHIN = 4;

const PATHS = new Set(FILES.map(([path]) => path));
const addressOf = (path) => new URL(path, SCOPE).href;

// ---- Keeping a version.

const digestOf = async (bytes) => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

const isWhole = async () => FILES.length > 0 && (await caches.has(CACHE)) && Boolean(await (await caches.open(CACHE)).match(WHOLE));

const keepFile = async (cache, [path, digest]) => {
  const address = addressOf(path === "index.html" ? "./" : path);
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  if (!(await digestOf(bytes)).startsWith(digest)) throw new Error(`${path} is of another version`);
  const headers = new Headers(response.headers);
  // They were true of what came over the network.
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  await cache.put(addressOf(path), new Response(bytes, { headers }));
};

let keeping = null;
const keep = () => {
  keeping ??= (async () => {
    if (FILES.length === 0 || (await isWhole())) return;
    const cache = await caches.open(CACHE);
    try {
      await Promise.all(FILES.map((file) => keepFile(cache, file)));
      await cache.put(WHOLE, new Response(BUILD));
    } catch (error) {
      await caches.delete(CACHE);
      throw error;
    }
  })().finally(() => {
    keeping = null;
  });
  return keeping;
};

self.addEventListener("install", (event) => {
  // The first one isolates pages as soon as it can, and keeps them once the first is there. A later one takes its time.
  if (!self.registration.active || FILES.length === 0) event.waitUntil(self.skipWaiting());
  else event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  const others = async () => (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  event.waitUntil((async () => {
    await Promise.all((await others()).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

// ---- What pages say: that one has started and can be kept, that one is about to leave, that the next worker may begin.

const leaving = new Map();

self.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keep().catch(() => {}));
  if (event.data === "leaving" && event.source) leaving.set(event.source.id, Date.now());
  if (event.data === "begin") event.waitUntil(self.skipWaiting());
});

// Whether no page but those that are leaving uses this version.
const isAlone = async () => {
  const pages = await self.clients.matchAll({ type: "window" });
  return pages.every(({ id }) => Date.now() - (leaving.get(id) ?? 0) < LEAVES_WITHIN);
};

// ---- Answering.

const isolated = (response, request) => {
  if (response.type === "opaque" || response.type === "error") return response;
  const headers = new Headers(response.headers);
  const add = (name, value) => headers.has(name) || headers.set(name, value);
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Embedder-Policy", "require-corp");
  add("Cross-Origin-Resource-Policy", "cross-origin");
  // A frame can be isolated inside a page that is not, in browsers that know this.
  if (request.destination === "iframe" || request.destination === "frame") {
    add("Document-Isolation-Policy", "isolate-and-require-corp");
  }
  const hasBody = ![101, 204, 205, 304].includes(response.status);
  return new Response(hasBody ? response.body : null, { status: response.status, statusText: response.statusText, headers });
};

const kept = async (request) => {
  const path = new URL(request.url).pathname.slice(new URL(SCOPE).pathname.length) || "index.html";
  if (!PATHS.has(path) || !(await isWhole())) return null;
  return (await caches.open(CACHE)).match(addressOf(path));
};

// Has the next worker begin, and asks again once it answers. A page does this, as a browser may end a worker that others
// wait for before what it has said arrives. Should the next one not begin, the page comes from this one.
const MAKE_WAY = `<!doctype html><link rel="icon" href="data:,"><script>
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener("controllerchange", () => location.reload());
  serviceWorker.getRegistration().then(({ waiting }) => (waiting ? waiting.postMessage("begin") : location.reload()));
</script>`;

const answer = async (request) => {
  if (request.mode === "navigate" && self.registration.waiting && (await isAlone())) {
    leaving.clear();
    const headers = { "Content-Type": "text/html", "Cache-Control": "no-store", Refresh: String(BEGINS_WITHIN) };
    return isolated(new Response(MAKE_WAY, { headers }), request);
  }
  // Whoever asks for a file anew has found the one there is wanting.
  const wantsNew = ["reload", "no-store"].includes(request.cache) && request.mode !== "navigate";
  const here = wantsNew ? null : await kept(request);
  if (here) return isolated(here, request);
  try {
    return isolated(await fetch(request), request);
  } catch (error) {
    const spare = await kept(request);
    if (spare) return isolated(spare, request);
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const isOurs = request.method === "GET" && request.url.startsWith(SCOPE);
  if (!isOurs || (request.cache === "only-if-cached" && request.mode !== "same-origin")) return;
  event.respondWith(answer(request));
});
