// Understands how a page looks to this person: light, dark or as the system; roomy or dense.

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

const kept = <T extends string>(name: string, choices: readonly T[], otherwise: T): T =>
  choices.find((each) => each === localStorage.getItem(`anxin-${name}`)) ?? otherwise;

export const keptTheme = (): Theme => kept("theme", THEMES, "auto");
export const keptDensity = (): Density => kept("density", DENSITIES, "comfortable");

export function showTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export function showDensity(density: Density): void {
  document.documentElement.dataset["density"] = density;
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem("anxin-theme", theme);
  showTheme(theme);
}

export function chooseDensity(density: Density): void {
  localStorage.setItem("anxin-density", density);
  showDensity(density);
}
