// Runs before anything else of a page, and takes down what its console shows, and what nobody caught.
(() => {
  const heard = (window.heard = []);
  const text = (it) => (it instanceof Error ? `${it}\n${it.stack}` : String(it));
  const hear = (level, ...words) => heard.push([level, words.map(text).join(" ")]);

  const levels = { error: "SEVERE", assert: "SEVERE", warn: "WARNING", info: "INFO", log: "INFO", debug: "DEBUG" };
  for (const [name, level] of Object.entries(levels)) {
    const say = console[name].bind(console);
    console[name] = (...words) => {
      if (name !== "assert" || !words[0]) hear(level, ...words);
      say(...words);
    };
  }

  // While it is captured, so that files that are missing are heard of as well.
  const onError = ({ target, error, message, filename, lineno }) => {
    if (target instanceof Element) hear("SEVERE", `${target.src ?? target.href} cannot be loaded`);
    else hear("SEVERE", `${filename}:${lineno}`, error ?? message);
  };
  addEventListener("error", onError, true);
  addEventListener("unhandledrejection", ({ reason }) => hear("SEVERE", "nobody caught:", reason));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    hear("SEVERE", `${violatedDirective} forbids ${blockedURI}`),
  );

  // What a worker throws reaches the page only by its worker.
  window.Worker = new Proxy(window.Worker, {
    construct(RealWorker, given) {
      const worker = new RealWorker(...given);
      worker.addEventListener("error", ({ message, filename, lineno }) =>
        hear("SEVERE", `a worker: ${filename}:${lineno} ${message}`),
      );
      return worker;
    },
  });
})();
