// Runs before anything else of the page, and notes which workers and memories it makes.
(() => {
  const spy = {
    // Every worker: its name, whether the page has ended it, and the memory it was sent.
    workers: [],
    // The most workers that lived at a time.
    most: 0,
    // How many memories were made, the page's own included.
    memories: 0,
    // Those that are still in use, as far as one can know; the page's own is the first.
    held: [],
    // By the name of a worker: a script to run instead of its own, or before it.
    instead: {},
    before: {},
  };

  window.Worker = new Proxy(window.Worker, {
    construct(RealWorker, [address, options]) {
      const name = options?.name ?? "";
      const script =
        spy.instead[name] ?? (spy.before[name] && `importScripts("${address}");\n${spy.before[name]}`);
      const worker = new RealWorker(
        script ? URL.createObjectURL(new Blob([script], { type: "text/javascript" })) : address,
        options,
      );
      const record = { name, ended: false, memory: null, kill: worker.terminate.bind(worker) };
      const post = worker.postMessage.bind(worker);
      worker.terminate = () => {
        record.ended = true;
        record.kill?.();
        // Nothing is kept alive by being watched.
        record.kill = record.memory = null;
      };
      worker.postMessage = (message) => {
        record.memory = message.memory;
        post(message);
      };
      spy.workers.push(record);
      spy.most = Math.max(spy.most, spy.living().length);
      return worker;
    },
  });

  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(RealMemory, descriptors) {
      const memory = new RealMemory(...descriptors);
      spy.memories += 1;
      spy.held.push(new WeakRef(memory));
      return memory;
    },
  });

  // The workers that the page has not ended.
  spy.living = () => spy.workers.filter((worker) => !worker.ended);

  spy.kill = (name) => spy.living().find((worker) => worker.name === name).kill();

  // The threads' memory, and what it holds now, word for word.
  spy.memory = () => spy.living().at(-1).memory;
  spy.words = () => new Int32Array(spy.memory().buffer).slice();

  // The addresses of the words that differ. Memory that was added since counts where it is not zero.
  spy.changed = (before, after) => {
    const addresses = [];
    after.forEach((word, index) => {
      if (word !== (before[index] ?? 0)) addresses.push(index * 4);
    });
    return addresses;
  };

  spy.frame = () => new Promise(requestAnimationFrame);

  // Waits for so many frames.
  spy.frames = async (count) => {
    while (count-- > 0) await spy.frame();
  };

  // Waits for frames until the condition holds, and gives how long that took, in milliseconds.
  spy.until = async (condition, patience = 20_000) => {
    const start = performance.now();
    while (!condition()) {
      if (performance.now() - start > patience) throw new Error(`not in time: ${condition}`);
      await spy.frame();
    }
    return performance.now() - start;
  };

  // The page is drawn in slices: what takes long goes on after a time-out of zero, and in between some parts show what is
  // new and others what was before. What is drawn ten times a second at most waits for its turn behind a time-out of up to
  // a tenth of a second, while the rest is drawn already.
  const slices = new Set();
  const turns = new Set();
  const waiting = [];
  const end = (timeout) => {
    slices.delete(timeout);
    turns.delete(timeout);
    for (const look of waiting.splice(0)) look();
  };
  const when = (is_so) =>
    new Promise((go) => {
      const look = () => (is_so() ? go() : waiting.push(look));
      look();
    });
  const later = window.setTimeout.bind(window);
  const never = window.clearTimeout.bind(window);
  window.setTimeout = (handler, delay, ...given) => {
    if (!(delay >= 0 && delay <= 100) || typeof handler !== "function") return later(handler, delay, ...given);
    const timeout = later(() => {
      try {
        handler(...given);
      } finally {
        end(timeout);
      }
    }, delay);
    (delay === 0 ? slices : turns).add(timeout);
    return timeout;
  };
  window.clearTimeout = (timeout) => {
    never(timeout);
    end(timeout);
  };

  // Waits until no drawing is under way.
  spy.drawn = () => when(() => slices.size === 0);

  // Waits until whatever waits for its turn now has had it: until all that is drawn is as new as what is drawn now.
  spy.caught_up = async () => {
    const now = [...turns];
    await when(() => !now.some((turn) => turns.has(turn)));
    await spy.drawn();
  };

  // Presses on the timeline where this position is, inside what it shows or beyond.
  spy.seek = (position) => {
    const plot = document.querySelector(".position-slider");
    const { left, top, width } = plot.getBoundingClientRect();
    const { from, to } = plot.dataset;
    const clientX = left + (width * (position - from)) / (to - from) + 0.5;
    const press = { clientX, clientY: top + 4, button: 0, buttons: 1, bubbles: true };
    plot.dispatchEvent(new PointerEvent("pointerdown", press));
  };

  window.spy = spy;
})();
