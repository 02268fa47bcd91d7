import { z } from "zod";
import type { Store } from "../providers/open-store";
import { type Account, accountSchema } from "./account";
import { isNew, seedAccount } from "./seed-account";

const row = z.object({ state: z.string() }).optional();
const answerRow = z.object({ status: z.number(), body: z.string() }).optional();

export type Accounts = ReturnType<typeof createAccounts>;

/** Accounts and the answers that were given to idempotency keys, in the stand-ins' store. */
export function createAccounts(store: Store, now: () => Date) {
  const byId = store.db.prepare("select state from parcelo_accounts where id = ?");
  const byPhone = store.db.prepare("select state from parcelo_accounts where phone = ?");
  const put = store.db.prepare(
    "insert into parcelo_accounts (id, phone, state) values (?, ?, ?) on conflict (id) do update set state = excluded.state",
  );
  const answered = store.db.prepare("select status, body from parcelo_answers where key = ?");
  const answer = store.db.prepare(
    "insert into parcelo_answers (key, status, body) values (?, ?, ?)",
  );
  const read = (found: unknown) => {
    const parsed = row.parse(found);
    return parsed === undefined ? null : accountSchema.parse(JSON.parse(parsed.state));
  };
  const save = (account: Account) =>
    void put.run(account.id, account.phone, JSON.stringify(accountSchema.parse(account)));

  return {
    get: (id: string) => read(byId.get(id)),
    save,
    /** The account of a number: made up at the first question, or on demand for a new customer. */
    resolve(phone: string, name: string | null, create: boolean): Account | null {
      const known = read(byPhone.get(phone));
      if (known || (isNew(phone) && !create)) return known;
      const account = seedAccount(phone, name ?? "Customer", now());
      save(account);
      return account;
    },
    answerOf: (key: string) => answerRow.parse(answered.get(key)) ?? null,
    keepAnswer: (key: string, status: number, body: string) => void answer.run(key, status, body),
  };
}
