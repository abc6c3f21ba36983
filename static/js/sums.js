/* Adds up the columns of a table as one types. Without this file the server does it when the form is saved. */
(() => {
  "use strict";
  // As the server reads a sum (portal/ui/fields.py): "1 234,50", "1.234,50", "1,234.50".
  const cents = (written) => {
    let text = written.replace(/[\s\u00a0\u202f\u2009'€]+/g, "");
    if (/^\d{1,3}(\.\d{3})+,\d{2}$/.test(text)) text = text.replace(/\./g, "").replace(",", ".");
    else if (/^\d{1,3}(,\d{3})+\.\d{2}$/.test(text)) text = text.replace(/,/g, "");
    else text = text.replace(",", ".");
    return /^\d+(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : 0;
  };
  const written = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "EUR" });

  for (const table of document.querySelectorAll("table[data-sums]")) {
    const outputs = [...table.querySelectorAll("tfoot output")];
    const update = () => {
      outputs.forEach((output) => {
        // Columns without a sum that changes, such as a budget, may stand before.
        const cell = output.closest("td");
        const at = [...cell.parentElement.querySelectorAll("td")].indexOf(cell);
        const inputs = table.querySelectorAll(`tbody tr > td:nth-of-type(${at + 1}) input`);
        const sum = [...inputs].reduce((all, input) => all + cents(input.value), 0);
        output.textContent = written.format(sum / 100);
      });
    };
    table.addEventListener("input", update);
  }
})();
