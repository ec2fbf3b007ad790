// Measures Interleave beside plain JavaScript in the browser that opens this page. The
// results are shown, and kept in `window.results` for whoever drives the page.

const ROUND = Number(new URLSearchParams(location.search).get("round")) || 1500;
const ROUNDS = 5;
const PAIRS = [[1, 1], [2, 2]];
const CAPACITIES = [1, 8, 64];

const next = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** The page's own script, whose name carries a hash. */
async function loadInterleave() {
  const page = await (await fetch("../index.html")).text();
  const script = page.match(/interleave-page-\w+\.js/);
  if (!script) throw new Error("the page names no script");
  const url = new URL(`../${script[0]}`, location.href).href;
  const module = await import(url);
  const wasm = page.match(/interleave-page-\w+_bg\.wasm/);
  await module.default({ module_or_path: new URL(`../${wasm[0]}`, location.href).href });
  return module;
}

/** Items a second of plain JavaScript. */
async function baseline(producers, consumers, capacity) {
  const SPACES = 0, MUTEX = 1, STOP = 5, FIRST_OWN = 8;
  const slots = FIRST_OWN + consumers * 16;
  const buffer = new SharedArrayBuffer(4 * (slots + capacity));
  const cells = new Int32Array(buffer);
  cells[SPACES] = capacity;
  cells[MUTEX] = 1;
  const workers = [];
  for (let i = 0; i < producers + consumers; i++) {
    const role = i < producers ? "producer" : "consumer";
    const worker = new Worker("baseline-worker.js", { name: `plain ${role}` });
    worker.stopped = new Promise((resolve) => (worker.onmessage = resolve));
    worker.postMessage({ buffer, capacity, role, own: i - producers, slots });
    workers.push(worker);
  }
  const consumed = () => {
    let sum = 0;
    for (let i = 0; i < consumers; i++) sum += Atomics.load(cells, FIRST_OWN + i * 16);
    return sum;
  };
  const rate = await measureRate(consumed);
  Atomics.store(cells, STOP, 1);
  for (let semaphore = 0; semaphore < 3; semaphore++) Atomics.notify(cells, semaphore);
  await Promise.all(workers.map((worker) => worker.stopped));
  workers.forEach((worker) => worker.terminate());
  return rate;
}

/** How much a counter grows in a second, once it has begun to. */
async function measureRate(counter, tick = () => {}) {
  const giveUp = performance.now() + 10_000;
  while (counter() === 0) {
    if (performance.now() > giveUp) throw new Error("nothing was counted in ten seconds");
    tick();
    await next(1);
  }
  await next(ROUND / 5);
  const [from, begin] = [counter(), performance.now()];
  while (performance.now() < begin + ROUND) {
    tick();
    await next(4);
  }
  return ((counter() - from) * 1000) / (performance.now() - begin);
}

/** Items or steps a second of Interleave's threads. */
async function threads(interleave, producers, consumers, capacity, traced) {
  const run = new interleave.ThreadMeasurement(producers, consumers, capacity, traced);
  try {
    return await measureRate(() => run.count(), () => run.tick(performance.now()));
  } finally {
    run.stop();
    while (!run.has_stopped()) {
      run.tick(performance.now());
      await next(1);
    }
    run.free();
  }
}

/** Steps a second of simulated threads. */
function simulated(interleave, producers, consumers, capacity) {
  const steps = 200_000;
  const begin = performance.now();
  const made = interleave.measure_simulated(producers, consumers, capacity, steps);
  return (made * 1000) / (performance.now() - begin);
}

/** A program of 200 lines: functions of a monitor, each called once. */
function longText() {
  const lines = ["buffer = Buffer(capacity)", "mutex = Lock()", "changed = Condition(mutex)", "count = 0"];
  for (let i = 0; i < 14; i++) {
    lines.push("", `def push_${i}(item):`, "    with mutex:", "        while count == capacity:", "            changed.wait()",
      "        buffer.put(item)", "        count += 1", "        changed.notify_all()");
  }
  lines.push("", "def producer():", "    while True:", "        item = produce()");
  for (let i = 0; i < 14; i++) lines.push(`        if item is None and count < ${i}:`, `            push_${i}(item)`);
  lines.push("", "def consumer():", "    while True:", "        with mutex:", "            item = buffer.get()", "        consume(item)");
  while (lines.length < 200) lines.push("        # And again.");
  return lines.join("\n") + "\n";
}

/** Milliseconds from a key in the editor to a program that can run. */
function editing(interleave) {
  const run = new interleave.EditMeasurement();
  const text = longText();
  const times = [];
  for (let round = 0; round < 60; round++) {
    const begin = performance.now();
    // Each time another text, as the same one is not read again.
    if (!run.edit(`${text}# ${round}\n`)) throw new Error("the long text is wrong");
    times.push(performance.now() - begin);
  }
  run.free();
  return middle(times);
}

const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

function show(results, what, ours, theirs) {
  const row = { what, interleave: ours, javascript: theirs ?? null };
  results.push(row);
  const cells = [what, number.format(ours)];
  cells.push(theirs ? number.format(theirs) : "", theirs ? `${(ours / theirs).toFixed(2)} ×` : "");
  const line = document.createElement("tr");
  for (const text of cells) line.append(Object.assign(document.createElement("td"), { textContent: text }));
  document.getElementById("rows").append(line);
}

async function measure() {
  const status = document.getElementById("status");
  document.getElementById("rows").replaceChildren();
  const results = [];
  const interleave = await loadInterleave();
  show(results, "a text of 200 lines, read and compiled, ms", editing(interleave));
  for (const [producers, consumers] of PAIRS) {
    const who = `${producers} + ${consumers} threads`;
    const rates = [];
    for (let round = 0; round < ROUNDS; round++) {
      status.textContent = `${who}: simulated, round ${round + 1} of ${ROUNDS}`;
      await next(0);
      rates.push(simulated(interleave, producers, consumers, 8));
    }
    show(results, `simulated, ${who}, steps/s`, middle(rates));
    status.textContent = `${who}: traced`;
    const traced = [];
    for (let round = 0; round < 3; round++) {
      traced.push(await threads(interleave, producers, consumers, 8, true));
    }
    show(results, `real threads, traced, ${who}, steps/s`, middle(traced));
    for (const capacity of CAPACITIES) {
      const [ours, theirs] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        status.textContent = `${who}, ${capacity} slots, round ${round + 1} of ${ROUNDS}`;
        ours.push(await threads(interleave, producers, consumers, capacity, false));
        theirs.push(await baseline(producers, consumers, capacity));
      }
      show(results, `real threads, full speed, ${who}, ${capacity} slots, items/s`, middle(ours), middle(theirs));
    }
  }
  status.textContent = "Done.";
  window.results = results;
}

document.getElementById("measure").addEventListener("click", async ({ target }) => {
  target.disabled = true;
  try {
    if (!crossOriginIsolated) throw new Error("this page is not cross-origin isolated");
    await measure();
  } catch (error) {
    document.getElementById("status").textContent = `Could not measure: ${error.message}`;
    window.results = { error: error.message };
  } finally {
    target.disabled = false;
  }
});
