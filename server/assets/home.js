const state = document.querySelector("[data-state]");
const texts = state.dataset;

async function refresh() {
  try {
    const response = await fetch("/home/counts", { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(String(response.status));
    const counts = await response.json();
    for (const [name, text] of Object.entries(counts)) {
      const cell = document.querySelector(`[data-count="${name}"]`);
      if (cell !== null) cell.textContent = text;
    }
    state.dataset.state = "running";
    state.textContent = texts.running;
  } catch {
    state.dataset.state = "waiting";
    state.textContent = texts.waiting;
  }
}

refresh();
setInterval(refresh, 2000);
