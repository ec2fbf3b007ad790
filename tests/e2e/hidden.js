// Lets the page believe that a minute has passed whenever it comes into sight again, and notes what it does then. Runs
// before anything of the page, behind spy.js.
(() => {
  const MINUTE = 60_000;
  const later = { by: 0, hidden: 0, seen: [] };

  const [now, date, request] = [performance.now.bind(performance), Date.now, window.requestAnimationFrame];
  performance.now = () => now() + later.by;
  Date.now = () => date() + later.by;
  window.requestAnimationFrame = (then) => request.call(window, (time) => then(time + later.by));

  const news = () => new BroadcastChannel("hidden");
  // Threads at top speed go on until there is no room left for what they did.
  const untilThreadsRest = async () => {
    const pause = () => new Promise((done) => setTimeout(done, 100));
    if (!spy.living().at(-1)?.memory) return;
    for (let still = 0; still < 3; still += 1) {
      const before = spy.words();
      await pause();
      if (spy.changed(before, spy.words()).length) still = -1;
    }
  };

  const one = (selector) => document.querySelector(selector);
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden) {
      later.hidden += 1;
      await untilThreadsRest();
      news().postMessage("at rest");
    } else {
      later.by += MINUTE;
      const seen = (later.seen = []);
      const look = () => {
        seen.push([Number(one(".position-slider").ariaValueMax), one("[aria-live=polite]").textContent]);
        if (seen.length < 40) request.call(window, look);
      };
      look();
    }
  });

  window.later = later;
})();
