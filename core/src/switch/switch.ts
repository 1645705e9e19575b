// Understands kill switches: what can be stopped in an emergency, for which products, and who may do so.

/** `issue`: policies are issued; `auto-decide`: rules decide claims; `pay`: payouts are sent. */
export const SWITCH_NAMES = ["issue", "auto-decide", "pay"] as const;
export type SwitchName = (typeof SWITCH_NAMES)[number];

/** Two words that cannot be mistaken for each other, where on and off can: a switch that is on, is that a stop? */
export const SWITCH_STATES = ["running", "stopped"] as const;
export type SwitchState = (typeof SWITCH_STATES)[number];

/** What a switch is for when it is for all products. */
export const ALL_PRODUCTS = "";

/** A switch that is thrown. */
export interface Stop {
  readonly name: string;
  /** ALL_PRODUCTS, or a product's code. */
  readonly product: string;
}

/** Whether something is stopped for a product: for all products, or for this one. */
export type StopCheck = (name: SwitchName, product: string) => boolean;

/** Products and the whole are stopped apart: what was stopped for one product stays so when all others run again. */
export function stopCheck(stops: readonly Stop[]): StopCheck {
  if (stops.length === 0) return () => false;
  return (name, product) =>
    stops.some((stop) => stop.name === name && (stop.product === ALL_PRODUCTS || stop.product === product));
}

/**
 * Who may throw a switch: stopping takes nothing from anybody that is not given back on resume, so supervisors may, and
 * finance may hold the money back; resuming moves contracts and money, and is for who answers for the platform.
 */
export function mayThrow(role: string, name: SwitchName, state: SwitchState): boolean {
  if (role === "server" || role === "platform" || role === "admin") return true;
  return state === "stopped" && (role === "supervisor" || (role === "finance" && name === "pay"));
}
