// One producer or consumer over the same three semaphores, written by hand in plain
// JavaScript: what one would write without Interleave. `bench.js` starts the workers.

const SPACES = 0, MUTEX = 1, ITEMS = 2, HEAD = 3, TAIL = 4, STOP = 5, FIRST_OWN = 8;

function wait(cells, semaphore) {
  for (;;) {
    const seen = Atomics.load(cells, semaphore);
    if (seen > 0) {
      if (Atomics.compareExchange(cells, semaphore, seen, seen - 1) === seen) return true;
    } else {
      if (Atomics.load(cells, STOP)) return false;
      Atomics.wait(cells, semaphore, seen);
    }
    if (Atomics.load(cells, STOP)) return false;
  }
}

function signal(cells, semaphore) {
  Atomics.add(cells, semaphore, 1);
  Atomics.notify(cells, semaphore, 1);
}

onmessage = ({ data: { buffer, capacity, role, own, slots } }) => {
  const cells = new Int32Array(buffer);
  let count = 0;
  for (;;) {
    if (role === "producer") {
      const item = ++count;
      if (!wait(cells, SPACES) || !wait(cells, MUTEX)) break;
      const tail = Atomics.load(cells, TAIL);
      Atomics.store(cells, slots + tail, item);
      Atomics.store(cells, TAIL, (tail + 1) % capacity);
      signal(cells, MUTEX);
      signal(cells, ITEMS);
    } else {
      if (!wait(cells, ITEMS) || !wait(cells, MUTEX)) break;
      const head = Atomics.load(cells, HEAD);
      Atomics.load(cells, slots + head);
      Atomics.store(cells, HEAD, (head + 1) % capacity);
      signal(cells, MUTEX);
      signal(cells, SPACES);
      Atomics.store(cells, FIRST_OWN + own * 16, ++count);
    }
  }
  postMessage("stopped");
};
