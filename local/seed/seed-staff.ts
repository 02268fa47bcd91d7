import type { Random } from "./random";
import type { SeedTarget } from "./seed-target";
import { names } from "./vocabulary";

/** Colleagues to whom conversations are assigned, beside whoever is there; they have no password. */
export async function seedStaff(target: SeedTarget, random: Random): Promise<string[]> {
  for (let n = 0; n < 6; n += 1) {
    const id = random.uuid();
    await target.query(
      "insert into auth.users (id, email) values ($1, $2) on conflict do nothing",
      [id, `seeded-${n + 1}@parcelo.example`],
    );
    await target.query(
      "insert into public.staff (user_id, role, display_name) values ($1, 'support', $2) on conflict do nothing",
      [id, `${random.pick(names.first)} ${random.pick(names.last)}`],
    );
  }
  const rows = await target.query(
    "select user_id from public.staff where active and role <> 'privacy' order by user_id",
  );
  return rows.map((row) => String(row.user_id));
}
