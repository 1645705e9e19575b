// Understands how pages ask the server and act on it: answers are cached by operation and input, acts carry a key.

import { type CallHeaders, type Exchange, openClient } from "@anxin/client/client";
import type { AnswerOf, Contract, InputOf, Operation } from "@anxin/client/operation";
import { Problem } from "@anxin/client/problem";
import {
  keepPreviousData,
  QueryClient,
  type QueryKey,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useRef } from "react";
import { apiLanguage } from "./language.js";

declare global {
  /** What a page's first script has asked for already, by address; each is good for one answer. */
  var anxinAsked: Map<string, Promise<Response>> | undefined;
}

const askOnce: typeof fetch = (input, init) => {
  const address = String(input);
  const asked = globalThis.anxinAsked?.get(address);
  globalThis.anxinAsked?.delete(address);
  return asked ?? fetch(input, init);
};

/** The page's own origin, with the person's cookie. */
export const client = openClient({ language: apiLanguage, fetch: askOnce });

const FRESH_MS = 5_000;
const TRIES_MAX = 3;

/** A call that may pass is made again; a refusal is an answer. */
const mayRetry = (failures: number, error: Error): boolean =>
  error instanceof Problem && error.isPassing && failures < TRIES_MAX;

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: FRESH_MS, retry: mayRetry, refetchOnWindowFocus: false },
    mutations: { retry: mayRetry },
  },
});

/** Under which an answer is kept: the address comes first, so that what happened to a claim forgets all about claims. */
const keyOf = (operation: { readonly path: string }, input: unknown): QueryKey => [operation.path, input];

/** What is asked and how to ask it; also for `queries.prefetchQuery`. */
export function asking<C extends Contract>(operation: Operation<C>, input: InputOf<C>) {
  return {
    queryKey: keyOf(operation, input),
    queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<Exchange<AnswerOf<C>>> =>
      client.exchange(operation, { ...(input as object), signal } as InputOf<C> & CallHeaders),
  };
}

/** Asks before there is a page to show the answer; a refusal shows when the page asks. */
export function ask<C extends Contract>(operation: Operation<C>, input: InputOf<C>): void {
  void queries.prefetchQuery(asking(operation, input));
}

export interface AskingOptions {
  /** False while what is needed to ask is not known yet. */
  readonly enabled?: boolean;
  /** Shows the last answer while the next one is fetched, for lists whose filters change. */
  readonly keepsLast?: boolean;
  /** Asks again every so often, where nothing tells of changes. */
  readonly everyMs?: number;
}

/** What an operation answers: `data.body` and the version `data.etag`; show it with `<Answered>`. */
export function useAnswer<C extends Contract>(operation: Operation<C>, input: InputOf<C>, options: AskingOptions = {}) {
  return useQuery<Exchange<AnswerOf<C>>, Problem>({
    ...asking(operation, input),
    enabled: options.enabled ?? true,
    ...(options.keepsLast === true ? { placeholderData: keepPreviousData } : {}),
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
  });
}

/** What every list answers. */
interface ListPage<Item> {
  readonly data: readonly Item[];
  readonly next: string | null;
}
export type ItemOf<C extends Contract> = AnswerOf<C> extends { readonly data: readonly (infer Item)[] } ? Item : never;

/** A list, page by page: `items` so far, `more()` fetches the next page while there is one. */
export const useList = <C extends Contract>(operation: Operation<C>, input: InputOf<C>, options: AskingOptions = {}) =>
  useListIn(operation, input, (answer) => answer as unknown as ListPage<ItemOf<C>>, options);

/** What is asked for a list, page by page. */
function askingPages<C extends Contract>(operation: Operation<C>, input: InputOf<C>) {
  const asked = input as { readonly query?: object };
  return {
    queryKey: [operation.path, input, "pages"] as QueryKey,
    queryFn: ({ pageParam, signal }: { readonly pageParam: string | null; readonly signal: AbortSignal }) => {
      const query = pageParam === null ? asked.query : { ...asked.query, cursor: pageParam };
      return client.call(operation, { ...asked, query, signal } as unknown as InputOf<C> & CallHeaders);
    },
    initialPageParam: null,
  };
}

/** Asks for the beginning of a list before there is a page to show it. */
export function askList<C extends Contract>(operation: Operation<C>, input: InputOf<C>): void {
  void queries.prefetchInfiniteQuery<AnswerOf<C>, Problem, AnswerOf<C>, QueryKey, string | null>(
    askingPages(operation, input),
  );
}

/** As `useList`, where the list is a part of what is answered: `listOf` says which. */
export function useListIn<C extends Contract, Item>(
  operation: Operation<C>,
  input: InputOf<C>,
  listOf: (answer: AnswerOf<C>) => ListPage<Item>,
  options: AskingOptions = {},
) {
  const found = useInfiniteQuery<AnswerOf<C>, Problem, { pages: AnswerOf<C>[] }, QueryKey, string | null>({
    ...askingPages(operation, input),
    getNextPageParam: (page) => listOf(page).next,
    enabled: options.enabled ?? true,
    ...(options.keepsLast === true ? { placeholderData: keepPreviousData } : {}),
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
  });
  return {
    query: found,
    items: found.data?.pages.flatMap((page) => listOf(page).data) ?? [],
    more: () => void found.fetchNextPage(),
    hasMore: found.hasNextPage,
  };
}

/** A new key for an act that is to happen once. */
export const newKey = (): string => crypto.randomUUID();

/**
 * An act. The same act keeps its key until the server has answered it for good, so that a second tap, a retry or a lost answer
 * never does it twice. What it changed is asked again: the addresses that `forgets` names, by how they begin.
 */
export function useAct<C extends Contract>(operation: Operation<C>, forgets: readonly string[] = []) {
  const key = useRef<{ readonly of: string; readonly key: string } | null>(null);
  const cache = useQueryClient();
  return useMutation<Exchange<AnswerOf<C>>, Problem, InputOf<C> & CallHeaders>({
    mutationFn: (input) => {
      const of = JSON.stringify(input);
      if (key.current?.of !== of) key.current = { of, key: newKey() };
      return client.exchange(operation, { key: key.current.key, ...input });
    },
    onSettled: async (_done, problem) => {
      if (problem === null || !problem.isPassing) key.current = null;
      await forget(cache, forgets);
    },
  });
}

/** Asks again whatever is kept under addresses that begin so. */
export async function forget(cache: QueryClient, prefixes: readonly string[]): Promise<void> {
  if (prefixes.length === 0) return;
  await cache.invalidateQueries({
    predicate: ({ queryKey: [path] }) => prefixes.some((prefix) => String(path).startsWith(prefix)),
  });
}
