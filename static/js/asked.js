/* Shows a question only while the answer on which it depends is given. Without this file all of them stand there, each
   saying when it is asked; what isn't asked is never handed in. */
(() => {
  "use strict";
  const lines = [...document.querySelectorAll("[data-after]")];
  const form = lines[0]?.closest("form");
  if (!form) return;

  const update = () => {
    const given = new FormData(form);
    for (const line of lines) {
      const values = JSON.parse(line.dataset.values);
      const deciding = form.querySelector(`#div_id_${line.dataset.after}`)?.closest("[data-after]");
      // In order of the page, so that a hidden question hides those that hang on it.
      line.hidden = Boolean(deciding?.hidden) || !given.getAll(line.dataset.after).some((one) => values.includes(one));
    }
  };

  form.addEventListener("change", update);
  update();
})();
