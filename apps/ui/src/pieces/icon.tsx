// Understands the pictures on buttons and beside words: strokes on a grid of 24, drawn for this house.

const PATHS = {
  shield: "M12 3l7 3v5c0 4.6-3 8.2-7 10-4-1.8-7-5.4-7-10V6z",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM20 20l-4-4",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  cross: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  arrow: "M9 5l7 7-7 7",
  back: "M15 5l-7 7 7 7",
  down: "M5 9l7 7 7-7",
  up: "M5 15l7-7 7 7",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4l3 2",
  warning: "M12 4l9 16H3zM12 10v4M12 17h.01",
  info: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 11v5M12 8h.01",
  help: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM9.7 9.7a2.4 2.4 0 1 1 3.4 2.4c-.7.3-1.1.9-1.1 1.7M12 16.5h.01",
  camera: "M4 8h4l2-3h4l2 3h4v11H4zM12 10.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  money: "M7 4l5 7 5-7M12 11v9M8 13h8M8 16.5h8",
  truck: "M3 7h11v9H3zM14 10h4l3 3v3h-7zM7 16a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM17 16a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
  box: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  shop: "M4 10l1.5-5h13L20 10M5 10v9h14v-9M4 10a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0A2.7 2.7 0 0 0 20 10M10 19v-5h4v5",
  cart: "M3 5h3l2 10.500h10l2-7.500H7M10 19.500h.01M17 19.500h.01",
  person: "M12 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM5 20c.8-3.5 3.6-5 7-5s6.2 1.5 7 5",
  people:
    "M9 6a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM3 19c.6-3 3-4.4 6-4.4s5.4 1.4 6 4.4M16 6.5a2.7 2.7 0 0 1 0 5.2M17.5 14.8c2 .5 3.2 1.9 3.5 4.2",
  chart: "M4 20h16M7 16v-5M12 16V6M17 16v-8",
  scale: "M12 4v16M7 20h10M5 7h14M5 7l-2.5 6a2.8 2.8 0 0 0 5 0zM19 7l-2.5 6a2.8 2.8 0 0 0 5 0z",
  book: "M5 5.5C7.5 4 10 4 12 6c2-2 4.5-2 7-.5V19c-2.5-1.5-5-1.5-7 .500-2-2-4.5-2-7-.500zM12 6v13.5",
  gear: "M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M18.4 5.6l-2.1 2.1M7.7 16.3l-2.1 2.1",
  power: "M12 4v8M7.5 6.5a7 7 0 1 0 9 0",
  key: "M15 5a4 4 0 1 1-3.2 6.4L5 18v2h3v-2h2v-2l2.4-2.4",
  hook: "M8 8a4 4 0 1 1 6.9 2.8L17 15M9.5 10.5L7 15a3.5 3.5 0 1 0 4.5 3.3h5M17 15a3 3 0 1 1-2 5.2",
  gift: "M4 9h16v4H4zM6 13v7h12v-7M12 9v11M12 9c-4 0-5-4-2.5-4.5S12 9 12 9c0 0 0-4 2.5-4.5S16 9 12 9",
  flag: "M6 21V4h11l-2 4 2 4H6",
  eye: "M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12zM12 9.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4z",
  zoomIn: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM20 20l-4-4M11 8v6M8 11h6",
  zoomOut: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM20 20l-4-4M8 11h6",
  rotate: "M19 12a7 7 0 1 1-2.3-5.2M19 4v4h-4",
  columns: "M4 5h16v14H4zM10 5v14M15 5v14",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  refresh: "M19 12a7 7 0 1 1-2.3-5.2M19 4v4h-4",
  chat: "M4 5h16v11H9l-5 4z",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  menu: "M4 6h16M4 12h16M4 18h16",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  star: "M12 4l2.4 5 5.6.7-4.1 3.8 1 5.5L12 16.3 7.1 19l1-5.5L4 9.7 9.6 9z",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14M16 5v14",
} as const;

export type IconName = keyof typeof PATHS;

/** Says nothing to those who do not see it: words stand beside it. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="ax-icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The sign of the house: a roof and a heart. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg className="ax-mark" viewBox="0 0 52 52" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="52" height="52" rx="14" />
      <path className="ax-mark-roof" d="M10 26c0-2 1-3.3 3-4.4L26 14l13 7.6c2 1.1 3 2.4 3 4.4" />
      <path
        className="ax-mark-heart"
        d="M26 39.5c-5.8-4.2-9-7.4-9-11.2 0-2.7 2-4.7 4.5-4.7 1.9 0 3.5 1 4.5 2.7 1-1.7 2.6-2.7 4.5-2.7 2.5 0 4.5 2 4.5 4.7 0 3.8-3.2 7-9 11.2z"
      />
    </svg>
  );
}
