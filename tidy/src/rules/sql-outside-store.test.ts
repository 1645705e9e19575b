import { expect, test } from "vitest";
import { treeOf } from "../tree.js";
import { sqlOutsideStore } from "./sql-outside-store.js";

test("accepts SQL in the store and in tests, and prose anywhere", () => {
  const sql = 'query("select id from policy where book = $1");';
  const tree = treeOf({
    "store/src/policy.ts": sql,
    "server/src/policy/issue.test.ts": sql,
    "server/src/home.ts":
      'say("Select a claim from the queue"); say("update the policy"); say("with the money as (agreed) above");',
  });
  expect(sqlOutsideStore.check(tree)).toEqual([]);
});

test.each([
  '"select 1 as one from policy where x"',
  '"SELECT id FROM policy WHERE x"',
  "`\n  with due as (select id from claim) select * from due`",
  '"insert into claim (id) values ($1)"',
  `\`update $\{table} set status = 1\``,
  '"delete from outbox where id = 1"',
  '"truncate policy cascade"',
  '"create table x (id int)"',
])("refuses %s", (text) => {
  expect(sqlOutsideStore.check(treeOf({ "server/src/claim/decide.ts": `query(${text});` }))).toHaveLength(1);
});
