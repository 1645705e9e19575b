// Understands the time of the device that shows the page: the one place of the portals that asks for it.

export const wallMs = (): number => Date.now();
