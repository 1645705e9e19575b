// Understands which run of a story this browser is in.

import type { StoryName } from "@anxin/shop/backend/wire";

const storedAs = (story: StoryName): string => `anxin-shop-story-${story}`;

/** The run that was begun here last; null when none was. */
export const runOf = (story: StoryName): string | null => localStorage.getItem(storedAs(story));
export const keepRun = (story: StoryName, runId: string): void => localStorage.setItem(storedAs(story), runId);
