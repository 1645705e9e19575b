// Understands the closed lists of words that are said about drafts.

/** In which state a version is. One that is sold now, that will be, that was, or that nobody sells yet. */
export const VERSION_STATES = ["live", "scheduled", "superseded", "draft"] as const;

/** Where a scenario comes from. One in force that the draft says otherwise is `restated`, under the same name. */
export const SCENARIO_ORIGINS = ["in_force", "restated", "added"] as const;
export type ScenarioOrigin = (typeof SCENARIO_ORIGINS)[number];

/** Why a draft cannot be approved. */
export const READINESS_CODES = [
  "unchanged",
  "terms_unwritten",
  "tariff_code_kept",
  "tariff_gap",
  "tariff_overlap",
  "tariff_bounds",
  "scenarios_missing",
  "not_tested",
  "content_changed",
  "scenarios_changed",
  "scenarios_red",
] as const;
export type ReadinessCode = (typeof READINESS_CODES)[number];
