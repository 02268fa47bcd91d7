import { randomUUID } from "node:crypto";
import type { openTestDatabase } from "./test-database";

/** A new member of staff and a connection that acts as them. */
export async function asStaff(
  database: ReturnType<typeof openTestDatabase>,
  role: "support" | "privacy" | "admin",
  active = true,
) {
  const userId = randomUUID();
  const admin = await database.superuser();
  await admin.query("insert into auth.users (id, email) values ($1, $2)", [
    userId,
    `${userId}@parcelo.example`,
  ]);
  await admin.query(
    "insert into staff (user_id, role, display_name, active) values ($1, $2, $3, $4)",
    [userId, role, `A ${role}`, active],
  );
  return database.as("authenticated", userId);
}
