// Counts what a long use of the page makes and takes. Stands behind spy.js.
(() => {
  const one = (selector) => document.querySelector(selector);
  const number = (text) => Number((text ?? "0").replace(/\D/g, ""));
  const length = () => number(one(".position-slider")?.ariaValueMax);
  const consumed = () => number(one("[data-counter=consumed] dd")?.textContent);
  const motion = () => one(".run-button")?.dataset.motion;

  const soak = {
    // Of the runs before the present one.
    steps: 0,
    items: 0,
    // How many frames took so many milliseconds; the last one, as many or more.
    frames: new Array(2_001).fill(0),
    longest: 0,
    // What was said to have gone wrong.
    alarms: [],
  };

  let [steps, items, last] = [0, 0, performance.now()];
  const frame = (now) => {
    const took = Math.max(0, now - last);
    last = now;
    soak.frames[Math.min(2_000, Math.round(took))] += 1;
    soak.longest = Math.max(soak.longest, took);
    const [more, moreItems] = [length(), consumed()];
    // Another run has begun.
    if (more < steps) {
      soak.steps += steps;
      soak.items += items;
      items = 0;
    }
    [steps, items] = [more, Math.max(items, moreItems)];
    if (more === 0) items = 0;
    const alarm = one(".toast.is-error")?.textContent;
    if (alarm && soak.alarms.at(-1) !== alarm && soak.alarms.length < 20) soak.alarms.push(alarm);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  soak.report = () => ({
    steps: soak.steps + steps,
    items: soak.items + items,
    frames: soak.frames,
    longest: soak.longest,
    alarms: soak.alarms,
    made: spy.workers.length,
    ended: spy.workers.filter((worker) => worker.ended).length,
    most: spy.most,
    memories: spy.memories,
    own: spy.held[0]?.deref()?.buffer.byteLength ?? 0,
    all: spy.held.reduce((sum, it) => sum + (it.deref()?.buffer.byteLength ?? 0), 0),
  });

  // Lets the page go on for so long, or until its run has come to an end.
  soak.go = async (milliseconds) => {
    const begin = performance.now();
    const isOver = () => performance.now() - begin >= milliseconds || motion() !== "running";
    await spy.until(isOver, milliseconds + 10_000);
    return motion() === "running";
  };

  // Pauses, and gives the milliseconds until the last step that was shown; nothing where nothing runs.
  soak.pause = async () => {
    if (motion() !== "running") return null;
    const begin = performance.now();
    one(".run-button").click();
    let [known, changed, still] = [length(), begin, 0];
    while (still < 12) {
      await spy.frame();
      still += 1;
      if (length() !== known || motion() === "running") [known, changed, still] = [length(), performance.now(), 0];
      if (performance.now() - begin > 10_000) return 10_000;
    }
    return changed - begin;
  };

  // Resets, and gives the milliseconds until a step of the next run is made: all threads have stopped by then.
  soak.stop = async () => {
    const begin = performance.now();
    one(".reset-button").click();
    await spy.until(() => length() === 0);
    await spy.until(() => {
      if (length() === 0) one(".step-button").click();
      return length() > 0;
    });
    const took = performance.now() - begin;
    one(".reset-button").click();
    await spy.until(() => length() === 0);
    return took;
  };

  window.soak = soak;
})();
