// Understands a page that several rooms have, and that therefore comes with its own words.

import { loadWords, type Room as Words } from "@anxin/ui/language";
import type { RoomPage } from "./room.js";

export const withWords =
  (words: Words, load: RoomPage["load"]): RoomPage["load"] =>
  async () => {
    const [page] = await Promise.all([load(), loadWords(words)]);
    return page;
  };
