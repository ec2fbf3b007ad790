// One SCO of SCORM 1.2: programs are shown one after the other, the reader says what can become of each, and the checker
// answers. The learning platform gets each prediction as an interaction, the score, and where the reader is.
(() => {
  "use strict";

  const tasks = globalThis.interleaveTasks;
  const sim = document.querySelector("#sim");
  const one = (id) => document.querySelector(`#${id}`);

  const WORDS = {
    en: {
      progress: (at, of) => `Program ${at} of ${of}`,
      question: "What can become of this program, if the schedule is chosen to harm it?",
      answers: ["It always works", "Items or updates are lost, doubled or out of order", "Threads wait forever", "An error or a broken assertion ends it"],
      looking: "Looking through every schedule …",
      right: "That is right.",
      wrong: "That is not so.",
      undecided: "This browser could not decide it. It does not count.",
      next: "Next program",
      done: (score) => `You have predicted all of them. Your score is ${score} of 100.`,
      simulated: "The threads on this page are simulated: the learning platform does not let a page share memory.",
      real: "The threads on this page are real.",
    },
    pt: {
      progress: (at, of) => `Programa ${at} de ${of}`,
      question: "O que pode acontecer com este programa, se o escalonamento for escolhido para prejudicá-lo?",
      answers: ["Sempre funciona", "Itens ou atualizações se perdem, se repetem ou saem da ordem", "Threads esperam para sempre", "Um erro ou uma asserção falsa o encerra"],
      looking: "Examinando todos os escalonamentos …",
      right: "Certo.",
      wrong: "Não é assim.",
      undecided: "Este navegador não conseguiu decidir. Não conta.",
      next: "Próximo programa",
      done: (score) => `Você previu todos. Sua nota é ${score} de 100.`,
      simulated: "As threads desta página são simuladas: o ambiente de aprendizagem não deixa uma página compartilhar memória.",
      real: "As threads desta página são de verdade.",
    },
  };

  // What a violation makes come true: the place among the answers.
  const KINDS = {
    overwrite: 1, "empty-read": 1, "duplicate-read": 1, order: 1, "lost-update": 1,
    deadlock: 2, stranded: 2, "stuck-thread": 2, livelock: 2, starvation: 2, "unfinished-thread": 2,
    exception: 3, assertion: 3, "mutual-exclusion": 3, invariant: 3,
  };
  const LETTERS = "abcd";

  // ---- The learning platform: SCORM 1.2 looks for `API` in the windows around, and in the one that opened them.

  const findApi = () => {
    for (const start of [window, window.opener]) {
      let it = start;
      for (let depth = 0; it && depth < 10; depth += 1) {
        try {
          if (it.API) return it.API;
        } catch {
          break; // Another origin: there is nothing for us.
        }
        if (it.parent === it) break;
        it = it.parent;
      }
    }
    return null;
  };
  const api = findApi();
  const isOpen = api !== null && String(api.LMSInitialize("")) === "true";
  const get = (name) => (isOpen ? String(api.LMSGetValue(name)) : "");
  const set = (name, value) => isOpen && api.LMSSetValue(name, String(value));

  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  const span = (milliseconds) => {
    const seconds = milliseconds / 1000;
    return `${two(seconds / 3600).padStart(4, "0")}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
  };
  const clock = (date) => `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;

  // ---- What is known: for each task the answer given and whether it was right. `-` is open, `?` did not count.

  const opened = Date.now();
  const empty = "-".repeat(tasks.length);
  const progress = { answers: empty, results: empty };
  const restore = () => {
    const [version, answers, results] = get("cmi.suspend_data").split("|");
    if (version !== "1" || answers?.length !== tasks.length || results?.length !== tasks.length) return;
    Object.assign(progress, { answers, results });
  };
  const put = (text, at, letter) => text.slice(0, at) + letter + text.slice(at + 1);
  const score = () => {
    const counted = [...progress.results].filter((it) => it === "1" || it === "0");
    return counted.length === 0 ? 0 : Math.round((100 * counted.filter((it) => it === "1").length) / counted.length);
  };
  const isDone = () => !progress.results.includes("-");

  const save = () => {
    set("cmi.suspend_data", `1|${progress.answers}|${progress.results}`);
    set("cmi.core.lesson_location", String(at));
    set("cmi.core.score.min", 0);
    set("cmi.core.score.max", 100);
    set("cmi.core.score.raw", score());
    set("cmi.core.lesson_status", isDone() ? "completed" : "incomplete");
    if (isOpen) api.LMSCommit("");
  };

  const report = (answer, right, began) => {
    const count = Number(get("cmi.interactions._count")) || 0;
    const name = `cmi.interactions.${count}`;
    const task = tasks[at];
    set(`${name}.id`, `${String(at + 1)}-${task.program}`);
    set(`${name}.type`, "choice");
    set(`${name}.time`, clock(new Date()));
    set(`${name}.student_response`, LETTERS[answer]);
    set(`${name}.correct_responses.0.pattern`, LETTERS[right]);
    set(`${name}.result`, answer === right ? "correct" : "wrong");
    set(`${name}.latency`, span(Date.now() - began));
  };

  // ---- The page.

  const language = get("cmi.student_preference.language") || navigator.language;
  const words = /^p/i.test(language) ? WORDS.pt : WORDS.en;
  document.documentElement.lang = words === WORDS.pt ? "pt-BR" : "en";
  sim.setAttribute("lang", document.documentElement.lang);

  let at = 0;
  let began = Date.now();

  const finish = () => {
    one("progress").textContent = "";
    one("question").textContent = words.done(score());
    one("answers").replaceChildren();
    one("next").hidden = true;
  };

  const show = async () => {
    one("progress").textContent = words.progress(at + 1, tasks.length);
    one("question").textContent = words.question;
    one("said").textContent = "";
    one("next").hidden = true;
    const button = (label, answer) => {
      const it = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      it.dataset.answer = LETTERS[answer];
      it.addEventListener("click", () => predict(answer));
      return it;
    };
    one("answers").replaceChildren(...words.answers.map(button));
    began = Date.now();
    const state = await sim.load(tasks[at]);
    one("threads").textContent = state.realThreads ? words.real : words.simulated;
  };

  const predict = async (answer) => {
    for (const it of one("answers").children) it.disabled = true;
    one("said").textContent = words.looking;
    const verdict = await sim.check();
    const right = verdict.verdict === "violated" ? KINDS[verdict.violation] : 0;
    const counts = verdict.verdict !== "undecided";
    if (counts) report(answer, right, began);
    progress.answers = put(progress.answers, at, LETTERS[answer]);
    progress.results = put(progress.results, at, !counts ? "?" : answer === right ? "1" : "0");
    save();
    const judged = !counts ? words.undecided : answer === right ? words.right : words.wrong;
    one("said").textContent = `${judged} ${verdict.title}. ${verdict.text}`;
    // What breaks it can be gone through step by step.
    if (verdict.steps) await sim.load({ ...tasks[at], steps: verdict.steps, step: 0 });
    one("next").hidden = false;
    one("next").textContent = words.next;
    one("next").focus();
  };

  const goOn = async () => {
    at = progress.results.indexOf("-");
    if (at < 0) {
      save();
      finish();
    } else {
      await show();
    }
  };
  one("next").addEventListener("click", goOn);

  let isClosed = false;
  addEventListener("pagehide", () => {
    if (!isOpen || isClosed) return;
    isClosed = true;
    set("cmi.core.session_time", span(Date.now() - opened));
    set("cmi.core.exit", isDone() ? "" : "suspend");
    api.LMSFinish("");
  });

  restore();
  customElements.whenDefined("interleave-sim").then(goOn);
})();
