// The portals are read in the language of this page, and this page in the one that was chosen there.
const KEPT = "anxin-language";

function agreeOnLanguage() {
  const asked = new URLSearchParams(location.search).has("language");
  const shown = document.documentElement.lang;
  const kept = localStorage.getItem(KEPT);
  if (!asked && kept !== null && !kept.startsWith(shown)) {
    location.replace(`/?language=${kept.startsWith("en") ? "en" : "zh-CN"}`);
  } else if (kept === null || !kept.startsWith(shown)) {
    localStorage.setItem(KEPT, shown);
  }
}

/** Thousands apart, as in the portals. */
const grouped = (digits) => digits.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");

try {
  agreeOnLanguage();
} catch {
  // A browser that keeps nothing is asked every time.
}

const state = document.querySelector("[data-state]");
const texts = state.dataset;

async function refresh() {
  try {
    const response = await fetch("/home/counts", { headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(String(response.status));
    const counts = await response.json();
    for (const [name, text] of Object.entries(counts)) {
      const cell = document.querySelector(`[data-count="${name}"]`);
      if (cell !== null) cell.textContent = grouped(text);
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
