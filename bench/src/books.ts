// Understands what the product wrote: emptied before each arm, and checked after it by the gates that make a figure count.

import { connect } from "@anxin/store/connection";

/** What issuance writes; wallets keep their balances, from round to round. */
const WRITTEN = "order_directory, orders, policy, endorsement, transfer, outbox, policy_due, notice";

/** A promise that has to hold for a figure to count. */
export interface Gate {
  readonly name: string;
  readonly holds: boolean;
  readonly seen: string;
}

export interface Books {
  /** Server settings that durability rests on, and version. */
  settings(): Promise<Readonly<Record<string, string>>>;
  /** Empties what the last arm wrote, and writes a checkpoint, so that every arm begins alike. */
  clear(): Promise<void>;
  walBytes(): Promise<bigint>;
  /** Money in all wallets, fen. */
  walletFen(): Promise<bigint>;
  deadlocks(): Promise<number>;
  /** Checks what an arm wrote that issued `policies` for what left the wallets. */
  gates(policies: number, walletSpent: bigint): Promise<Gate[]>;
  close(): Promise<void>;
}

const SETTINGS = [
  "server_version",
  "fsync",
  "synchronous_commit",
  "full_page_writes",
  "wal_compression",
  "shared_buffers",
  "max_wal_size",
];

export function openBooks(databaseUrl: string): Books {
  const pool = connect({ connectionString: databaseUrl, max: 2, applicationName: "anxin bench books" });
  const value = async (sql: string): Promise<bigint> => {
    const { rows } = await pool.query<{ value: string }>(`select (${sql})::text as value`);
    return BigInt(rows[0]?.value ?? "0");
  };
  return {
    async settings() {
      const { rows } = await pool.query<{ name: string; setting: string }>(
        "select name, current_setting(name) as setting from pg_settings where name = any ($1) order by name",
        [SETTINGS],
      );
      return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
    },
    async clear() {
      // The sweeps that follow the outbox are kept out meanwhile: they take these tables in another order.
      await pool.query(`begin; lock table outbox_reader in exclusive mode; truncate ${WRITTEN}; commit`);
      await pool.query("checkpoint");
    },
    walBytes: () => value("pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::int8"),
    walletFen: () => value("select sum(balance)::int8 from wallet"),
    deadlocks: async () => {
      await pool.query("select pg_stat_clear_snapshot()");
      return Number(await value("select deadlocks from pg_stat_database where datname = current_database()"));
    },
    async gates(policies, walletSpent) {
      const written = await value("select count(*) from policy");
      const announced = await value(
        "select coalesce(sum(cardinality(ids)), 0) from outbox where types = array['policy.issued']",
      );
      const premiums = await value("select coalesce(sum(premium), 0)::int8 from policy");
      const debited = await value("select coalesce(sum(amount), 0)::int8 from transfer where debit = '2203'");
      const credited = await value("select coalesce(sum(amount), 0)::int8 from transfer where credit = '2601'");
      const strays = await value(
        "select count(*) from policy p full join transfer t on t.book = p.book and t.policy_id = p.policy_id where p.premium is distinct from t.amount",
      );
      return [
        gate("every order has its policy", [BigInt(policies), written]),
        gate("outbox = policies", [announced, written]),
        gate("debit = credit = premiums = what left the wallets, fen", [debited, credited, premiums, walletSpent]),
        gate("policies without their transfer, transfers without their policy", [strays, 0n]),
      ];
    },
    close: () => pool.end(),
  };
}

/** Holds when all these are equal. */
function gate(name: string, values: readonly bigint[]): Gate {
  return { name, holds: new Set(values).size === 1, seen: values.join(" = ") };
}
