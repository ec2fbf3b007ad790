// Registers the service worker, which isolates the page where its host cannot, and keeps it for visits without a network.
// It is never registered from inside another page. `?service-worker=off` does without it, from then on.
(() => {
  "use strict";

  // A frame is a guest: what is installed for the whole site is not for it to decide.
  if (self !== top || !self.isSecureContext || !("serviceWorker" in navigator)) return;
  // Without the script that loads the page there is nothing to keep.
  const { store } = globalThis.interleaveBoot ?? {};
  if (!store) return;

  const CHOICE = "interleave.service-worker";
  const RELOADED = "interleave.isolating";
  const home = new URL("./", document.currentScript.src);

  const site = store("localStorage");
  const visit = store("sessionStorage");

  const asked = new URLSearchParams(location.search).get("service-worker");
  if (asked === "on") site.remove(CHOICE);
  if (asked === "off") site.set(CHOICE, "off");

  const withdraw = async () => {
    const registration = await navigator.serviceWorker.getRegistration(home);
    if (registration?.scope === home.href) await registration.unregister();
    for (const name of await caches.keys()) {
      if (name.startsWith(`interleave ${home.href} `)) await caches.delete(name);
    }
  };
  if (asked === "off" || site.get(CHOICE) === "off") {
    withdraw().catch(() => {});
    return;
  }

  // One more load, with the headers that the worker adds; once a visit, and not under the hands of a reader. Where the
  // visit cannot be marked, the next one is isolated.
  let isTouched = false;
  for (const kind of ["pointerdown", "keydown"]) {
    addEventListener(kind, () => (isTouched = true), { capture: true, once: true });
  }
  if (self.crossOriginIsolated) visit.remove(RELOADED);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (self.crossOriginIsolated || isTouched || visit.get(RELOADED) !== null) return;
    if (visit.set(RELOADED, "yes")) location.reload();
  });

  const say = (word) => navigator.serviceWorker.controller?.postMessage(word);
  addEventListener("beforeunload", () => say("leaving"));

  const register = async () => {
    const address = new URL("service-worker.js", home);
    await navigator.serviceWorker.register(address, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    const keep = () => active.postMessage("keep");
    if (globalThis.interleaveBoot.hasStarted) keep();
    else addEventListener("interleave-started", keep, { once: true });
  };
  // A host that refuses it, or has no such file, goes without.
  register().catch(() => {});
})();
