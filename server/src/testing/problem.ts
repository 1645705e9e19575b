// Understands what a refusal looks like to a test.

import { expect } from "vitest";
import { findProblemKind } from "../http/problem-table.js";
import type { Answer } from "./server.js";

interface ProblemAnswer {
  readonly type: string;
  readonly code: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
  readonly errors: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
  readonly limit?: number;
  readonly unit?: string;
}

/** Expects a whole and clean problem of this code, and hands it back. */
export function expectProblem(answer: Answer, code: string): ProblemAnswer {
  const body = answer.body as ProblemAnswer;
  expect(body).toMatchObject({ code, type: `/problems/${code}` });
  const kind = findProblemKind(code);
  expect(kind).not.toBeNull();
  expect(answer.status).toBe(kind?.status);
  expect(body.status).toBe(answer.status);
  expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect([kind?.title.zh, kind?.title.en]).toContain(body.title);
  expect(body.detail.length).toBeGreaterThan(0);
  expect(body.requestId).toBe(answer.headers["x-request-id"]);
  expect(Array.isArray(body.errors)).toBe(true);
  expect(JSON.stringify(body)).not.toMatch(/\bat .*\.[jt]s:\d+|node_modules|select |insert into|127\.0\.0\.1/i);
  return body;
}

/** The pointers that a problem names, in order. */
export const pointersOf = (problem: ProblemAnswer): readonly string[] => problem.errors.map(({ pointer }) => pointer);
