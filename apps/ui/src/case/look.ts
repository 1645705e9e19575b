// Understands how a picture is looked at: how near, which part of it, and which way up. Distances are parts of the stage.

export interface Look {
  /** 1 shows the whole picture. */
  readonly zoom: number;
  /** How far the picture is moved to the right and down, in widths and heights of the stage. */
  readonly x: number;
  readonly y: number;
}

/** A point of the stage, from its middle: -0.5 to 0.5. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Turn = 0 | 90 | 180 | 270;

export const ZOOM_MAX = 8;
export const ZOOM_STEP = 1.5;
/** How far an arrow key moves the picture. */
export const PAN_STEP = 0.12;
export const WHOLE: Look = { zoom: 1, x: 0, y: 0 };
const MIDDLE: Point = { x: 0, y: 0 };

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

/** The picture never leaves the stage: at the most its edge stands where the stage's does. */
function held({ zoom, x, y }: Look): Look {
  const reach = (zoom - 1) / 2;
  return { zoom, x: between(-reach, x, reach), y: between(-reach, y, reach) };
}

/** Nearer or further by a factor; what is under the point stays under it. */
export function zoomed(look: Look, factor: number, point: Point = MIDDLE): Look {
  const zoom = between(1, look.zoom * factor, ZOOM_MAX);
  const grows = zoom / look.zoom;
  return held({ zoom, x: point.x - (point.x - look.x) * grows, y: point.y - (point.y - look.y) * grows });
}

export const panned = (look: Look, x: number, y: number): Look => held({ ...look, x: look.x + x, y: look.y + y });

const TURNS: readonly Turn[] = [0, 90, 180, 270];
/** A quarter to the right. */
export const turned = (turn: Turn): Turn => TURNS[(TURNS.indexOf(turn) + 1) % TURNS.length] ?? 0;

/** Pixels that a wheel was turned, as a factor; devices differ, so that no single turn leaps. */
export const wheelFactor = (pixels: number): number => Math.exp(-between(-120, pixels, 120) / 300);
