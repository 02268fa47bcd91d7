import { expect, it } from "vitest";
import { claim, reply, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

it("P21: staff read the name of a link that signs the customer in, never the link", async () => {
  const service = await database.as("service_role");
  const root = await database.superuser();
  const { sessionId } = await startConversation(service);
  const turn = await claim(service, sessionId);
  const link = "https://parcelo.example/sign-in?token=secret";
  await root.query("set session_replication_role = replica");
  await root.query(
    `insert into public.tool_calls (key, customer_id, session_id, turn_id, tool, writes, arguments, state, outcome, result, finished_at)
     select 'some-key', s.customer_id, s.id, $2, 'website_link', false, '{}', 'finished', 'done', $3, now()
     from public.chat_sessions s where s.id = $1`,
    [sessionId, turn.turn_id, { links: { website: link } }],
  );
  await reply(service, turn, [`Sign in here: ${link}`]);
  const { rows } = await root.query<{ text: string }>(
    "select text from public.chat_messages where turn_id = $1",
    [turn.turn_id],
  );
  expect(rows[0]?.text).toContain(link);

  const admin = await asStaff(database, "admin");
  const page = await call(admin, "session_transcript", sessionId);
  expect(JSON.stringify(page)).toContain("Sign in here: [website link]");
  expect(JSON.stringify(page)).not.toContain("secret");
});
