// Notes the memory that the page makes for itself, and what the page hands over to go on from.
(() => {
  const recovery = { memory: null, kept: null };

  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(RealMemory, [descriptor]) {
      if (recovery.memory) return new RealMemory(descriptor);
      // The browser refuses so much, as phones do.
      if (descriptor.maximum > (window.recoveryRefused ?? Infinity)) throw new RangeError("too much");
      // The browser gives less than it was asked for.
      const most = window.recoveryPages ?? Infinity;
      const maximum = Math.min(descriptor.maximum, most);
      recovery.memory = new RealMemory({ ...descriptor, maximum });
      return recovery.memory;
    },
  });

  // All that is kept in the page's memory is garbage from now on, what the linker put there included.
  recovery.ruin = () => new Uint8Array(recovery.memory.buffer, 1024).fill(0xff);

  recovery.bytes = () => recovery.memory.buffer.byteLength;

  // The first position that the timeline can show.
  recovery.firstKnown = () => Number(document.querySelector(".position-slider").ariaValueMin);

  let script;
  Object.defineProperty(window, "interleaveBoot", {
    get: () => script,
    set: (value) => {
      script = value;
      const keep = value.keep;
      value.keep = (json) => {
        recovery.kept = JSON.parse(json);
        keep(json);
      };
    },
  });

  window.recovery = recovery;
})();
