(() => {
  "use strict";
  const form = document.getElementById("filters");
  const status = document.getElementById("status");
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const places = [...document.querySelectorAll(".place")].map((node) => {
    const name = plain(node.dataset.search);
    const rows = [...node.querySelectorAll("li")].map((row) => ({ row, text: name + " " + plain(row.textContent) }));
    return { node, rows };
  });
  let timer;
  const apply = () => {
    const words = plain(form.elements.query.value).split(/\s+/).filter(Boolean);
    const wanted = ["year", "language", "state"].map((key) => [key, form.elements[key].value]).filter((pair) => pair[1]);
    let reports = 0, municipalities = 0;
    for (const place of places) {
      let shown = 0;
      for (const { row, text } of place.rows) {
        const fits = words.every((word) => text.includes(word)) && wanted.every(([key, value]) => row.dataset[key] === value);
        row.hidden = !fits;
        if (fits) shown += 1;
      }
      place.node.hidden = shown === 0;
      reports += shown;
      if (shown) municipalities += 1;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      status.textContent = reports === 0 ? "Ei raportteja näillä ehdoilla."
        : `Näytetään ${reports} ${reports === 1 ? "raportti" : "raporttia"}, ${municipalities} ${municipalities === 1 ? "kunta" : "kuntaa"}.`;
    }, 250);
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => { setTimeout(() => { apply(); form.elements.query.focus(); }, 0); });
  form.hidden = false;
  apply();
})();
