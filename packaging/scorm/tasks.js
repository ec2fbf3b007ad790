// What is asked, in order. Change it as you like: each is what `load` takes (docs/embedding.md). The right answer is
// found by the checker, in the reader's browser.
globalThis.interleaveTasks = [
  { program: "three-semaphores", producers: 2, consumers: 2, capacity: 2 },
  { program: "three-semaphores", producers: 2, consumers: 1, capacity: 2, faults: ["producer-skips-mutex"] },
  { program: "three-semaphores", producers: 1, consumers: 1, capacity: 1, faults: ["producer-swaps-waits"] },
  { program: "two-conditions", producers: 2, consumers: 2, capacity: 2 },
  { program: "lock-and-event", producers: 2, consumers: 2, capacity: 2, items: 2 },
];
