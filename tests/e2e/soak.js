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

  // The longest frame is that since the report before.
  soak.report = () => {
    const report = soak.reported();
    soak.longest = 0;
    return report;
  };
  soak.reported = () => ({
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

  // Waits until no step is shown any more, and gives when the last one was.
  const still = async () => {
    const begin = performance.now();
    let [known, changed, frames] = [length(), begin, 0];
    while (frames < 12) {
      await spy.frame();
      frames += 1;
      if (length() !== known || motion() === "running") [known, changed, frames] = [length(), performance.now(), 0];
      if (performance.now() - begin > 20_000) throw new Error("it is paused, and steps are still shown");
    }
    return changed;
  };

  // Pauses, if anything runs, and waits until no step is shown any more.
  soak.pause = async () => {
    if (motion() !== "running") return;
    one(".run-button").click();
    await still();
  };

  // Looks out for a click on Pause, which is given the time at which the browser noticed it, and for the page's saying that
  // it is paused; answers whether anything runs. What comes between browser and test has no part in it.
  let pausing = null;
  soak.watchPause = () => {
    if (motion() !== "running") return false;
    const button = one(".run-button");
    const watched = { clicked: null, said: null };
    pausing = watched;
    // Before the page hears of it, which may draw at once.
    window.addEventListener("click", (event) => {
      if (motion() === "running") watched.clicked = event.timeStamp;
    }, { once: true, capture: true });
    const observer = new MutationObserver(() => {
      if (button.dataset.motion === "running") return;
      watched.said = performance.now();
      observer.disconnect();
    });
    observer.observe(button, { attributes: true, attributeFilter: ["data-motion"] });
    return true;
  };

  // How long it took from the click until the page said so, and until the last step was shown, in milliseconds. Nothing
  // where the run had ended before the click.
  soak.paused = async () => {
    const { clicked } = pausing;
    if (clicked === null) return {};
    await spy.until(() => pausing.said !== null);
    return { took: pausing.said - clicked, still: (await still()) - clicked };
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
