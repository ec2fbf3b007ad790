// A page around Interleave that does everything by messages. Copy what you need.
(() => {
  "use strict";

  const sim = document.querySelector("#sim");
  const value = (id) => document.querySelector(`#${id}`).value;

  const commands = {
    run: () => sim.run(),
    pause: () => sim.pause(),
    step: () => sim.step(),
    back: () => sim.back(),
    reset: () => sim.reset(),
    "step-thread": () => sim.step(value("thread")),
    seek: () => sim.seek(Number(value("position"))),
    load: () => sim.load({ program: value("program") }),
    set: () => sim.set({ capacity: Number(value("capacity")), lang: value("language") }),
    repair: () => sim.set({ faults: [] }),
    check: () => sim.check(),
    outcomes: () => sim.outcomes(),
    "get-state": () => sim.getState(),
  };

  const say = (text) => {
    document.querySelector("#said").textContent = text;
  };

  document.querySelector("#commands").addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = event.submitter.name;
    try {
      const answer = await commands[name]();
      if (answer.type === "checked") say(`${answer.title}. ${answer.text}`);
      else if (answer.type === "outcomes") say(answer.text);
      else say(`${name}: step ${answer.step} of ${answer.length}.`);
    } catch (refused) {
      say(`${name}: ${refused.message} (${refused.code})`);
    }
  });

  const list = document.querySelector("#messages");
  for (const type of ["ready", "state", "step", "violation", "finished", "checked", "outcomes", "goal", "height", "error"]) {
    sim.addEventListener(`interleave-${type}`, ({ detail }) => {
      const { interleave, link, commands: _, ...rest } = detail;
      const entry = document.createElement("li");
      entry.dataset.type = type;
      entry.textContent = JSON.stringify(rest);
      list.prepend(entry);
      while (list.children.length > 40) list.lastChild.remove();
      if (type === "violation") say(`${detail.title}, at step ${detail.step}. ${detail.text}`);
    });
  }
})();
