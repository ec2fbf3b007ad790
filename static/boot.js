// Loads the page, and speaks when that fails or when the page has broken down later. It needs nothing of what it loads:
// no wasm, no style but boot.css, no storage. What it says stands here and not in src/text, which is part of the wasm.
(() => {
  "use strict";

  // Each failure of loading: the cause, and the remedy. {0} is the piece or the browser's words, {1} what came instead.
  const WORDS = {
    en: {
      sentence: "Real threads share a buffer. Break one line and watch it go wrong.",
      loading: "Loading …",
      slow: "Still loading: {0} of {1} parts are here. The connection or the server is slow. The page goes on waiting.",
      renewing: "A part of the page is missing or of another version. Loading it once more …",
      unloaded: "Interleave could not be loaded",
      offline: ["There is no connection to the network.", "The page loads by itself once you are connected again."],
      unreachable: ["The server could not be reached, or the connection broke off.", "Check the connection, then reload the page."],
      header: ["This page stands in a sandboxed frame, and its server does not send the header that is needed there.", "Whoever runs the server adds `Access-Control-Allow-Origin: *`. You can also open the page in a tab of its own."],
      missing: ["The server does not have a part of the page: `{0}` ({1}).", "A new version may just have been put there: reload the page in a minute. If that does not help, tell whoever runs the server."],
      refused: ["The server answered with an error when asked for `{0}` ({1}).", "Reload the page in a minute. If that does not help, tell whoever runs the server."],
      wrong: ["In place of `{0}` the server sent something else ({1}).", "Reload the page. If that does not help, tell whoever runs the server: that file must be sent as it is."],
      damaged: ["The program arrived incomplete or damaged.", "Reload the page. If that does not help, a proxy or the server cuts or changes the file `{0}`."],
      tooOld: ["This browser lacks WebAssembly, or the kind with shared memory that the page needs.", "Update the browser, or use a current Chrome, Edge, Firefox or Safari. Lockdown Mode and some settings switch WebAssembly off: allow it for this page."],
      policy: ["A content security policy forbids WebAssembly on this page.", "Whoever runs the server allows it with `script-src 'self' 'wasm-unsafe-eval'`."],
      memory: ["The browser does not give the page the memory it needs.", "Close other tabs or programs, then reload the page."],
      script: ["A script of the page could not be run: {0}", "Reload the page. If that does not help, update the browser, or allow the page its own scripts."],
      mounting: ["The page met an error while it was starting: {0}", "Reload the page. If it fails again, start with the first program; what you wrote stays kept."],
      broken: "Something in the page broke",
      brokenCause: "An error that should not happen stopped the page, and all threads with it. It is a mistake in Interleave, not in your program.",
      brokenKept: "You can go on from the last good state: {0}, step {1}.",
      brokenWithoutSteps: "You can go on with the same program and settings: {0}. Its {1} steps were too many to keep.",
      brokenLost: "Reload the page to go on.",
      goOn: "Go on from the last good state",
      copy: "Copy the report",
      copied: "Copied",
      select: "Copy the text in the box",
      reload: "Reload",
      first: "Start with the first program",
      tab: "Open in a new tab",
      report: "The report",
    },
    "pt-BR": {
      sentence: "Threads de verdade dividem um buffer. Quebre uma linha e veja dar errado.",
      loading: "Carregando …",
      slow: "Ainda carregando: {0} de {1} partes já chegaram. A conexão ou o servidor está lento. A página continua esperando.",
      renewing: "Uma parte da página falta ou é de outra versão. Carregando mais uma vez …",
      unloaded: "Não foi possível carregar o Interleave",
      offline: ["Não há conexão com a rede.", "A página carrega sozinha assim que a conexão voltar."],
      unreachable: ["Não foi possível alcançar o servidor, ou a conexão caiu.", "Verifique a conexão e recarregue a página."],
      header: ["Esta página está em um quadro isolado (sandbox), e o servidor não envia o cabeçalho necessário nesse caso.", "Quem cuida do servidor acrescenta `Access-Control-Allow-Origin: *`. Você também pode abrir a página em outra aba."],
      missing: ["O servidor não tem uma parte da página: `{0}` ({1}).", "Talvez uma nova versão tenha acabado de ser publicada: recarregue a página daqui a um minuto. Se não adiantar, avise quem cuida do servidor."],
      refused: ["O servidor respondeu com um erro ao pedido de `{0}` ({1}).", "Recarregue a página daqui a um minuto. Se não adiantar, avise quem cuida do servidor."],
      wrong: ["No lugar de `{0}` o servidor enviou outra coisa ({1}).", "Recarregue a página. Se não adiantar, avise quem cuida do servidor: esse arquivo deve ser enviado como é."],
      damaged: ["O programa chegou incompleto ou danificado.", "Recarregue a página. Se não adiantar, um proxy ou o servidor corta ou altera o arquivo `{0}`."],
      tooOld: ["Falta a este navegador o WebAssembly, ou o tipo com memória compartilhada de que a página precisa.", "Atualize o navegador, ou use uma versão atual do Chrome, Edge, Firefox ou Safari. O Modo de Isolamento e certas configurações desligam o WebAssembly: permita-o para esta página."],
      policy: ["Uma política de segurança de conteúdo proíbe o WebAssembly nesta página.", "Quem cuida do servidor o permite com `script-src 'self' 'wasm-unsafe-eval'`."],
      memory: ["O navegador não dá à página a memória de que ela precisa.", "Feche outras abas ou programas e recarregue a página."],
      script: ["Não foi possível executar um script da página: {0}", "Recarregue a página. Se não adiantar, atualize o navegador, ou permita à página os seus próprios scripts."],
      mounting: ["A página encontrou um erro ao iniciar: {0}", "Recarregue a página. Se falhar de novo, comece pelo primeiro programa; o que você escreveu continua guardado."],
      broken: "Algo na página quebrou",
      brokenCause: "Um erro que não devia acontecer parou a página e, com ela, todas as threads. É um erro do Interleave, não do seu programa.",
      brokenKept: "Você pode continuar do último estado bom: {0}, passo {1}.",
      brokenWithoutSteps: "Você pode continuar com o mesmo programa e as mesmas configurações: {0}. Os seus {1} passos eram demais para guardar.",
      brokenLost: "Recarregue a página para continuar.",
      goOn: "Continuar do último estado bom",
      copy: "Copiar o relatório",
      copied: "Copiado",
      select: "Copie o texto da caixa",
      reload: "Recarregar",
      first: "Começar pelo primeiro programa",
      tab: "Abrir em outra aba",
      report: "O relatório",
    },
  };

  // In milliseconds: after which loading is slow, how long the cause of a failure may be looked for, and how long an app that
  // has started may need to say so.
  const SLOW = 4000;
  const LOOKS_FOR = 3000;
  const STARTS_WITHIN = 4000;
  // After which the app is shown even where a style has not come.
  const STYLES_WITHIN = 15_000;

  // The most pages of 64 KiB that the memory may grow to, and the least that is worth it. Phones refuse to reserve much.
  const INITIAL = 48;
  const MOST = 1024;
  const LEAST = 128;

  const GO_ON = "interleave.go-on";
  const RELOADED = "interleave.reloaded";
  // In the address, where nothing can be stored.
  const RELOADED_MARK = "reloaded";

  // Whoever takes the app's timers away keeps these.
  const { setTimeout, clearTimeout } = window;
  const after = (milliseconds, then) => setTimeout.call(window, then, milliseconds);
  const one = (selector) => document.querySelector(selector);

  // Every access can throw: in a sandboxed frame, when storage is switched off, when it is full.
  const store = (kind) => {
    const attempt = (use) => {
      try {
        return use(window[kind]);
      } catch {
        return null;
      }
    };
    return {
      get: (key) => attempt((it) => it.getItem(key)),
      set: (key, value) => attempt((it) => (it.setItem(key, value), it.getItem(key) === value)),
      remove: (key) => attempt((it) => it.removeItem(key)),
    };
  };
  const visit = store("sessionStorage");
  const site = store("localStorage");

  const setAddress = (address) => {
    try {
      history.replaceState(history.state, "", address);
      return true;
    } catch {
      return false;
    }
  };

  let phase = "loading";
  let keptState = null;
  let slowTimer = 0;
  let partsHere = 0;
  let partCount = 3;
  // What the reader sees at the moment in #boot-state; said again when the language turns out to be another.
  let stateKey = "loading";

  // Going on after a break: the link stands in the address until the app has read it.
  const goOnLink = visit.get(GO_ON);
  const addressBefore = location.href;
  visit.remove(GO_ON);
  const wasLinkPut = goOnLink !== null && setAddress(`#${goOnLink}`);
  if (goOnLink !== null && !wasLinkPut) location.hash = goOnLink;

  // ---- The reader's language and theme.

  const languageOf = (tag) => (/^pt\b/i.test(tag) ? "pt-BR" : /^en\b/i.test(tag) ? "en" : null);
  const preferred = () =>
    [new URLSearchParams(location.search).get("lang"), site.get("interleave.language"), ...(navigator.languages ?? [navigator.language])]
      .map((tag) => languageOf(String(tag ?? "")))
      .find((it) => it) ?? "en";
  let language = preferred();
  const says = (key, ...places) =>
    WORDS[language][key].replace(/\{(\d)\}/g, (_, place) => places[place] ?? "");

  const speak = () => {
    document.documentElement.lang = language;
    const sentence = one("#boot-sentence");
    if (sentence) sentence.textContent = says("sentence");
    const state = one("#boot-state");
    if (state) state.textContent = says(stateKey, partsHere, partCount);
  };

  // A link is compressed; near the end of what is in it stand the tag of a language and the name of a theme, each behind
  // its length.
  const languageOfLink = async () => {
    const letters = /^#v\d+=([\w-]+)$/.exec(location.hash)?.[1];
    if (!letters) return;
    const packed = atob(letters.replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const text = await new Response(stream).text();
    const found = /(?:\x05(pt-BR)|\x02(en))(?:\0|\x05light|\x04dark|\x06system)[^]{0,40}$/.exec(text);
    const tag = found?.[1] ?? found?.[2];
    if (tag && phase === "loading") {
      language = tag;
      speak();
    }
  };

  const say = (key) => {
    stateKey = key;
    speak();
  };

  // ---- The card.

  const element = (name, properties, children = []) => {
    const it = Object.assign(document.createElement(name), properties);
    it.append(...children);
    return it;
  };
  // Text in `backticks` is code.
  const paragraph = (text) =>
    element("p", {}, text.split("`").map((part, at) => (at % 2 ? element("code", { textContent: part }) : part)));
  const button = (label, onclick) => element("button", { type: "button", textContent: label, onclick });

  const reportOf = (message) => {
    const { program, version, steps, link } = keptState ?? {};
    const lines = {
      Interleave: version ?? "",
      build: pieces.js?.split("/").pop() ?? "",
      error: message,
      program: program ?? "",
      steps: steps ?? "",
      link: link ? `#${link}` : location.hash,
      browser: navigator.userAgent,
      languages: (navigator.languages ?? []).join(", "),
      isolated: String(self.crossOriginIsolated),
      frame: self !== top ? (self.origin === "null" ? "sandboxed" : "yes") : "no",
    };
    return Object.entries(lines)
      .filter(([, value]) => value !== "")
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n");
  };

  const copier = (report, box) => {
    const it = button(says("copy"), async () => {
      let isCopied = true;
      try {
        await navigator.clipboard.writeText(report.value);
      } catch {
        box.open = true;
        report.focus();
        report.select();
        isCopied = document.execCommand("copy");
      }
      it.textContent = says(isCopied ? "copied" : "select");
    });
    return it;
  };

  // A card with its title, sentences and ways on. `report` is what there is to copy.
  const fill = (card, title, sentences, actions, message) => {
    const report = element("textarea", { className: "boot-report", readOnly: true, value: reportOf(message) });
    report.setAttribute("aria-label", says("report"));
    const box = element("details", {}, [element("summary", { textContent: says("report") }), report]);
    const buttons = element("div", { className: "boot-actions" }, [...actions, copier(report, box)]);
    card.className = "boot-card";
    card.lang = language;
    card.tabIndex = -1;
    card.setAttribute("aria-labelledby", "boot-title");
    card.replaceChildren(
      element("h2", { id: "boot-title", textContent: title }),
      ...sentences.map(paragraph),
      buttons,
      box,
    );
    return card;
  };

  const reload = async () => {
    await refresh();
    location.reload();
  };
  const startAfresh = () => {
    site.remove("interleave.program");
    if (!setAddress(location.pathname + location.search)) location.hash = "";
    location.reload();
  };

  // Shows in place of "loading" why the page could not be loaded.
  const fail = (kind, ...places) => {
    if (phase !== "loading") return;
    phase = "failed";
    clearTimeout.call(window, slowTimer);
    const boot = one("#boot");
    if (!boot) return;
    one("#app")?.setAttribute("hidden", "");
    for (const part of ["#boot-state", "#boot-late"]) one(part)?.remove();
    const [cause, remedy] = WORDS[language][kind].map((text) =>
      text.replace(/\{(\d)\}/g, (_, place) => places[place] ?? ""),
    );
    const actions = [button(says("reload"), reload)];
    if (kind === "mounting") actions.push(button(says("first"), startAfresh));
    if (kind === "header") {
      actions.unshift(element("a", { href: location.href, target: "_blank", textContent: says("tab") }));
    }
    const card = fill(element("section", { id: "boot-card" }), says("unloaded"), [cause, remedy], actions, [kind, ...places].join(" "));
    card.setAttribute("role", "alert");
    card.dataset.failure = kind;
    boot.append(card);
    card.focus();
    if (kind === "offline") addEventListener("online", () => location.reload(), { once: true });
  };

  // ---- After the page has started: nothing it does any more reaches the reader.

  const workers = new Set();

  const goOn = () => {
    if (!visit.set(GO_ON, keptState.link)) location.hash = keptState.link;
    location.reload();
  };

  // Timers, frames and whatever else would call the app again.
  const silence = () => {
    const latest = 20_000;
    const lastTimer = after(0, () => {});
    for (let id = Math.max(0, lastTimer - latest); id <= lastTimer; id += 1) clearTimeout.call(window, id);
    const lastFrame = requestAnimationFrame(() => {});
    for (let id = Math.max(0, lastFrame - latest); id <= lastFrame; id += 1) cancelAnimationFrame(id);
    for (const name of ["setTimeout", "setInterval", "requestAnimationFrame", "queueMicrotask"]) {
      window[name] = () => 0;
    }
  };

  const broke = (report) => {
    const message = String(report?.message ?? report);
    if (phase === "broken" || phase === "failed") return;
    for (const worker of workers) {
      try {
        worker.terminate();
      } catch {
        // One that is gone already.
      }
    }
    workers.clear();
    if (phase === "loading") {
      fail("mounting", message.split("\n")[0]);
      silence();
      return;
    }
    phase = "broken";
    silence();
    // Without a position the steps were too many to keep, and the link has all but them.
    const { link, program, position, steps } = keptState ?? {};
    const state = position == null ? says("brokenWithoutSteps", program, steps) : says("brokenKept", program, position);
    const kept = link ? state : says("brokenLost");
    const actions = [button(says("reload"), () => location.reload())];
    if (keptState?.link) actions.unshift(button(says("goOn"), goOn));
    // There is nothing to go on from, or it has broken again: the program itself may be what the page cannot bear.
    if (goOnLink !== null || !keptState) actions.push(button(says("first"), startAfresh));
    const card = element("dialog", { id: "boot-card", oncancel: (event) => event.preventDefault() });
    card.setAttribute("role", "alertdialog");
    card.dataset.failure = "broken";
    fill(card, says("broken"), [says("brokenCause"), kept], actions, message);
    one("#app")?.setAttribute("inert", "");
    document.body.append(card);
    card.showModal();
    card.focus();
  };

  // This script listens before the app does, so what it stops never gets there.
  const isInCard = (event) => event.target instanceof Node && one("#boot-card")?.contains(event.target);
  const guard = (event) => {
    if ((phase === "broken" || phase === "failed") && !isInCard(event)) event.stopImmediatePropagation();
  };
  const handlers = new Set(["onfocusin", "onfocusout", "oncompositionstart", "oncompositionupdate", "oncompositionend"]);
  for (const target of [window, document.documentElement]) {
    // Sensors are nothing of the app, and to listen to them is an offence in many frames.
    for (const name in target) if (/^on(?!device)[a-z]+$/.test(name)) handlers.add(name);
  }
  // Loading again, and the network's coming back, are this script's own affair.
  for (const name of ["onerror", "onunhandledrejection", "ononline", "onoffline", "oncancel"]) handlers.delete(name);
  // `unload` stays among them: it keeps browsers from keeping the page for the way back, where it would hold on to an older
  // service worker, and a newer version would not come with the next visit.
  for (const name of handlers) addEventListener(name.slice(2), guard, { capture: true, passive: true });
  // What happens in the card goes up no further than the card.
  const keepInside = (event) => {
    if (phase !== "loading" && phase !== "started" && isInCard(event)) event.stopImmediatePropagation();
  };
  for (const name of handlers) document.addEventListener(name.slice(2), keepInside, { passive: true });

  // What wasm traps with. A stack that is full is a plain error, with wasm on the stack.
  const isTrap = (error) =>
    typeof WebAssembly === "object" &&
    (error instanceof WebAssembly.RuntimeError ||
      ((error instanceof RangeError || error?.name === "InternalError") && /wasm/.test(String(error.stack))));
  const onError = (event) => {
    const error = event.error ?? event.reason;
    if (phase === "broken" || (phase === "failed" && isTrap(error))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (isTrap(error)) {
      broke(`${error.name}: ${error.message}\n${error.stack ?? ""}`);
    }
  };
  addEventListener("error", onError, true);
  addEventListener("unhandledrejection", onError, true);

  // ---- Loading.

  const pieces = {
    js: one("meta[name=interleave-script]")?.content,
    wasm: one("meta[name=interleave-wasm]")?.content,
    // What the app can begin without. A page that was not taken apart has none.
    rest: one("meta[name=interleave-rest]")?.content,
  };
  for (const name in pieces) if (pieces[name]) pieces[name] = new URL(pieces[name], document.baseURI).href;
  const nameOf = (address) => address.split("/").pop();
  const within = (milliseconds) => {
    const stop = new AbortController();
    after(milliseconds, () => stop.abort());
    return stop.signal;
  };

  // Asks for the newest of everything, so that the next load finds no old piece in the browser's cache.
  const refresh = async () => {
    const options = { cache: "reload", signal: within(LOOKS_FOR) };
    const renew = (address) => fetch(address, options).then((it) => it.text(), () => "");
    const addresses = [pieces.js, pieces.wasm, pieces.rest, location.href].filter((it) => it);
    const [script] = await Promise.all(addresses.map(renew));
    await Promise.all(snippetsIn(script).map(renew));
  };
  const snippetsIn = (script) =>
    [...script.matchAll(/["'](\.\/snippets\/[^"']+)["']/g)].map(([, path]) => new URL(path, pieces.js).href);

  // Loads the page once more with fresh pieces: one of them may be older than the others. It never does so twice.
  const renewOnce = async () => {
    const address = new URL(location.href);
    if (visit.get(RELOADED) !== null || address.searchParams.has(RELOADED_MARK)) return;
    say("renewing");
    await refresh();
    if (visit.set(RELOADED, "1")) {
      location.reload();
    } else {
      address.searchParams.set(RELOADED_MARK, "");
      location.replace(address);
    }
    await new Promise(() => {});
  };

  class Failure extends Error {
    constructor(kind, ...places) {
      super(`${kind} ${places.join(" ")}`);
      Object.assign(this, { kind, places });
    }
  }

  // Why nothing comes from the server.
  const whyUnreachable = async (address) => {
    if (navigator.onLine === false) return new Failure("offline");
    if (self.origin === "null") {
      const isThere = await fetch(address, { mode: "no-cors", signal: within(LOOKS_FOR) }).then(() => true, () => false);
      if (isThere) return new Failure("header");
    }
    return new Failure("unreachable");
  };

  const whyNotGood = (response) => {
    const kind = response.status === 404 || response.status === 410 ? "missing" : "refused";
    return new Failure(kind, nameOf(response.url), response.status);
  };

  const typeOf = (response) => (response.headers.get("Content-Type") ?? "").split(";")[0].trim();

  const loadProgram = async (address) => {
    const response = await fetch(address).catch(async () => {
      throw await whyUnreachable(address);
    });
    if (!response.ok) throw whyNotGood(response);
    const type = typeOf(response);
    let bytes = null;
    if (type !== "application/wasm") {
      bytes = new Uint8Array(await response.arrayBuffer().catch(async () => {
        throw await whyUnreachable(address);
      }));
      if (String(bytes.slice(0, 4)) !== "0,97,115,109") throw new Failure("wrong", nameOf(address), type);
    }
    try {
      return await (bytes ? WebAssembly.compile(bytes) : WebAssembly.compileStreaming(response));
    } catch (error) {
      if (!(error instanceof WebAssembly.CompileError)) throw await whyUnreachable(address);
      throw new Failure("damaged", nameOf(address));
    }
  };

  // The browser says of an import that failed little, and nothing alike: so it is looked at what the server sends.
  const whyNoScript = async (error) => {
    const look = async (address) => {
      let response;
      try {
        response = await fetch(address, { signal: within(LOOKS_FOR) });
        if (!response.ok) throw whyNotGood(response);
        const type = typeOf(response);
        if (!/javascript|ecmascript/.test(type)) throw new Failure("wrong", nameOf(address), type);
        return await response.text();
      } catch (failure) {
        throw failure instanceof Failure ? failure : await whyUnreachable(address);
      }
    };
    try {
      await Promise.all(snippetsIn(await look(pieces.js)).map(look));
    } catch (failure) {
      return failure;
    }
    return new Failure("script", String(error));
  };

  const loadScript = () =>
    import(pieces.js).catch(async (error) => {
      throw await whyNoScript(error);
    });

  // A style that is missing says so once. Those before this script have come or failed by now.
  const STYLES = "link[rel=stylesheet]";
  const missingStyles = new Set([...document.querySelectorAll(STYLES)].filter((link) => !link.sheet));
  const noteMissing = ({ target }) => target instanceof HTMLLinkElement && target.matches(STYLES) && missingStyles.add(target);
  addEventListener("error", noteMissing, true);

  // The app must not be drawn before its styles are there. Without one it can be used nevertheless.
  const loadStyles = async () => {
    if (document.readyState === "loading") {
      await new Promise((then) => document.addEventListener("DOMContentLoaded", then, { once: true }));
    }
    const settled = (link) =>
      link.sheet ||
      missingStyles.has(link) ||
      new Promise((then) => {
        for (const end of ["load", "error"]) link.addEventListener(end, then, { once: true });
      });
    const all = Promise.all([...document.querySelectorAll(STYLES)].map(settled));
    await Promise.race([all, new Promise((then) => after(STYLES_WITHIN, then))]);
    if (missingStyles.size > 0) await renewOnce();
  };

  const canCompile = () => {
    try {
      // The smallest module there is. WebKit forbids its use, and not its making.
      const module = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
      return new WebAssembly.Instance(module) instanceof WebAssembly.Instance;
    } catch {
      return false;
    }
  };

  const newMemory = () => {
    for (let maximum = MOST; ; maximum /= 2) {
      try {
        const memory = new WebAssembly.Memory({ initial: INITIAL, maximum, shared: true });
        globalThis.interleaveBoot.memoryBytes = maximum * 65536;
        return memory;
      } catch (error) {
        if (!(error instanceof RangeError)) throw new Failure("tooOld");
        if (maximum <= LEAST) throw new Failure("memory");
      }
    }
  };

  const load = async () => {
    if (typeof WebAssembly !== "object") throw new Failure("tooOld");
    if (!canCompile()) throw new Failure("policy");
    const memory = newMemory();
    const count = (it) => {
      partsHere += 1;
      if (stateKey === "slow") say("slow");
      return it;
    };
    const parts = [loadProgram(pieces.wasm), loadScript(), loadStyles()];
    // A first visit to the plain page begins without the rest. Whatever an address asks for or an earlier visit has left may
    // need it at once.
    const isPlain = !location.search && !location.hash && site.get("interleave.program") === null;
    if (pieces.rest && !isPlain) parts.push(loadProgram(pieces.rest));
    partCount = parts.length;
    const [module, page, , rest] = await Promise.all(parts.map((part) => part.then(count)));
    globalThis.interleaveBoot.rest = rest;
    try {
      await page.default({ module_or_path: module, memory });
    } catch (error) {
      if (phase !== "loading") return;
      const isShared = Object.prototype.toString.call(memory.buffer) === "[object SharedArrayBuffer]";
      if (error instanceof WebAssembly.LinkError) {
        throw isShared ? new Failure("script", String(error)) : new Failure("tooOld");
      }
      if (error instanceof RangeError && !isTrap(error)) throw new Failure("memory");
      throw new Failure("mounting", String(error));
    }
    after(STARTS_WITHIN, () => fail("mounting", "…"));
  };

  // A piece that is missing, or no fit for the others, may be one of another version.
  const isOfAnotherVersion = (failure) => ["missing", "wrong", "damaged", "script"].includes(failure.kind);

  const started = () => {
    if (phase === "broken") return;
    // It may have come in spite of what was said.
    if (phase === "failed") one("#app")?.removeAttribute("hidden");
    phase = "started";
    globalThis.interleaveBoot.hasStarted = true;
    dispatchEvent(new Event("interleave-started"));
    clearTimeout.call(window, slowTimer);
    one("#boot")?.remove();
    visit.remove(RELOADED);
    if (wasLinkPut) setAddress(addressBefore);
    const address = new URL(location.href);
    if (address.searchParams.has(RELOADED_MARK)) {
      address.searchParams.delete(RELOADED_MARK);
      setAddress(address);
    }
  };

  globalThis.interleaveBoot = {
    started,
    store,
    // What is needed to go on after a break: a link, and words for the report.
    keep: (json) => {
      try {
        keptState = JSON.parse(json);
      } catch {
        // The state before is better than none.
      }
    },
    broke,
    // The workers that are alive. The app adds and removes them.
    workers,
    // The most that the page's memory can grow to; known once it is made.
    memoryBytes: 0,
    // The part of the program that can wait, where it did not.
    rest: undefined,
  };

  const theme = site.get("interleave.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  one("#boot-late")?.remove();
  speak();
  const linkIsRead = languageOfLink().catch(() => {});
  // What is under way may hang then, without an error.
  addEventListener("offline", () => fail("offline"));
  slowTimer = after(SLOW, () => phase === "loading" && say("slow"));
  load().catch(async (error) => {
    const failure = error instanceof Failure ? error : new Failure("script", String(error));
    if (isOfAnotherVersion(failure)) await renewOnce();
    await linkIsRead;
    fail(failure.kind, ...failure.places);
  });
})();
