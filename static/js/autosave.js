/* Saves each answer of a draft as it is left or after a pause in typing. Without this file the Save button does it.
   Every answer travels with the version that the page knows, so that nobody's text is overwritten unseen. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const PAUSE = 1500;
  const timers = new Map();
  const queues = new Map();

  const versionField = (key) => form.elements.namedItem(`${key}-version`);
  const lineOf = (key) => form.querySelector(`[data-answer="${key}"]`);

  // Each answer has its line for what is told from the beginning: one that came in later would push the next field
  // away from under the pointer that is just pressing it, and a screen reader wouldn't say what is in a new one.
  for (const line of form.querySelectorAll("[data-answer]")) {
    const note = document.createElement("p");
    note.id = `autosave-${line.dataset.answer}`;
    note.className = "autosave-note";
    note.setAttribute("role", "status");
    (document.getElementById(`div_id_${line.dataset.answer}`) ?? line).append(note);
  }

  const tell = (key, text, wrong) => {
    const note = document.getElementById(`autosave-${key}`);
    note.textContent = text;
    note.classList.toggle("autosave-wrong", wrong);
  };

  // All that is typed of one answer: several ticked boxes are several values, a table has many cells, files are sent.
  const bodyOf = (key) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
    const names = new Set([...lineOf(key).querySelectorAll("[name]")].map((field) => field.name));
    for (const [name, value] of new FormData(form)) {
      if (names.has(name) && !(value instanceof File && !value.name)) body.append(name, value);
    }
    if (versionField(key)) body.set(`${key}-version`, versionField(key).value);
    return body;
  };

  const showFiles = (key, shown) => {
    const line = lineOf(key);
    line.querySelector("[data-attached]").outerHTML = shown;
    line.querySelector("input[type=file]").value = "";
  };

  const save = async (key) => {
    let response;
    try {
      response = await fetch(form.dataset.autosave, { method: "POST", body: bodyOf(key), redirect: "manual" });
    } catch {
      tell(key, form.dataset.offline, true);
      return;
    }
    if (response.type === "opaqueredirect") {
      // The session has ended: the ordinary form keeps the text and asks to sign in.
      tell(key, form.dataset.signedOut, true);
      return;
    }
    if (!(response.headers.get("content-type") || "").includes("json")) {
      // The proxy takes no request above its limit, and says so in its own words.
      tell(key, response.status === 413 ? form.dataset.tooLarge : form.dataset.offline, true);
      return;
    }
    const answer = await response.json();
    if (answer.version !== undefined) versionField(key).value = answer.version;
    if (answer.shown !== undefined) showFiles(key, answer.shown);
    if (response.ok) tell(key, answer.note, false);
    else tell(key, answer.errors.join(" "), true);
  };

  // One save of a field at a time, the newest text last.
  const enqueue = (key) => {
    const before = queues.get(key) || Promise.resolve();
    queues.set(key, before.then(() => save(key)));
  };

  const soon = (key, wait) => {
    window.clearTimeout(timers.get(key));
    timers.set(key, window.setTimeout(() => enqueue(key), wait));
  };

  const keyOf = (target) => target.closest("[data-answer]")?.dataset.answer;

  form.addEventListener("input", (event) => {
    const key = keyOf(event.target);
    if (key && versionField(key)) soon(key, PAUSE);
  });
  form.addEventListener("change", (event) => {
    const key = keyOf(event.target);
    if (key) soon(key, 0);
  });
})();
