const form = document.querySelector("form.checkout");
const log = document.querySelector("[role=log]");
const badges = [...document.querySelectorAll("anxin-badge")];
const covers = [...document.querySelectorAll("anxin-covers")];
const ENTRIES_MAX = 20;

/** One question for all goods of the page; each badge finds its own line in the answer. */
async function askForBadges() {
  const lines = badges.map((badge) => ({ sku: badge.getAttribute("line-id"), quantity: 1 }));
  let offer = false;
  try {
    const response = await fetch("/demo/offers", {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": document.documentElement.lang },
      body: JSON.stringify({ lines }),
    });
    if (response.ok) offer = await response.json();
  } catch {
    // The badges say that it did not work, and let the buyer try again.
  }
  for (const badge of badges) badge.offer = offer;
}

/** Fen as yuan: a point before the last two digits. */
const yuan = (fen) => `¥${String(fen).padStart(3, "0").replace(/..$/, ".$&")}`;

/** Quotes are long; the log shows how they begin. */
const brief = (_key, value) =>
  typeof value === "string" && value.startsWith("qt_") ? `${value.slice(0, 20)}…` : value;

function write(name, detail) {
  log.querySelector("[data-waiting]")?.remove();
  const entry = document.createElement("article");
  const title = document.createElement("strong");
  const body = document.createElement("pre");
  title.textContent = name;
  body.textContent = JSON.stringify(detail, brief, 2);
  entry.append(title, body);
  log.prepend(entry);
  while (log.children.length > ENTRIES_MAX) log.lastElementChild.remove();
}

function total() {
  const sums = document.querySelector(".sums");
  const premium = covers.reduce((sum, each) => sum + (each.premium ?? 0), 0);
  const amounts = { covers: premium, total: Number(sums.dataset.goods) + premium };
  for (const [name, fen] of Object.entries(amounts)) {
    sums.querySelector(`[data-sum="${name}"]`).textContent = yuan(fen);
  }
}

for (const name of ["anxin-change", "anxin-expired", "anxin-error"]) {
  document.addEventListener(name, ({ detail }) => write(name, detail));
}
document.addEventListener("anxin-change", total);
document.addEventListener("anxin-retry", askForBadges);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const posted = [...new FormData(form)].map(([name, value]) => [name, JSON.parse(value)]);
  write(log.dataset.posts, Object.fromEntries(posted));
});

askForBadges();
