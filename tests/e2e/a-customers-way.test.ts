import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { answers, newCustomer, openConversation, openPhone, signIn, write } from "./console-actors";
import { changeRows, insertRows, readRows } from "./service-rows";

const rows = <T extends z.ZodRawShape>(shape: T) => z.array(z.object(shape));

test("a customer gets a quote, tracks a parcel, is understood 40 messages later, and reaches a person when angry", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const customer = newCustomer();
  await openPhone(page, customer);
  const newest = answers(page).last();
  let answered = 0;
  /** Writes as the customer and waits for the one answer. */
  const say = async (text: string) => {
    await write(page, text);
    answered += 1;
    await expect(answers(page)).toHaveCount(answered, { timeout: 60_000 });
  };

  await say("How much to ship 3 kg of shoes from China, https://shop.example.com/shoes/41 ?");
  await expect(newest).toContainText(/Q-\d+/);
  await say("Where is my parcel?");
  await expect(newest).toContainText(/PCL-\d+/);
  await say("Please hand it to my neighbour Namatovu at the blue gate in Ntinda");

  const desk = await context.newPage();
  await signIn(desk, "support");
  const sessionId = await openConversation(desk, customer.name);
  const [session] = rows({ customer_id: z.string() }).parse(
    await readRows("chat_sessions", `id=eq.${sessionId}&select=customer_id`),
  );
  await expect
    .poll(
      () =>
        readRows(
          "chat_messages",
          `session_id=eq.${sessionId}&text=like.*Namatovu*&author=eq.customer&select=embedding_status`,
        ),
      { timeout: 60_000 },
    )
    .toEqual([{ embedding_status: "embedded" }]);
  await insertRows(
    "chat_messages",
    Array.from({ length: 40 }, (_, n) => ({
      id: randomUUID(),
      session_id: sessionId,
      customer_id: session?.customer_id,
      ...(n % 2 === 0
        ? { direction: "inbound", author: "customer", purpose: null, state: null }
        : { direction: "outbound", author: "bot", purpose: "reply", state: "delivered" }),
      message_type: "text",
      text: `The rain stopped on day ${n}`,
      rendered_text: `The rain stopped on day ${n}`,
      embedding_status: "skipped",
      starts_turn: false,
    })),
  );
  const [last] = rows({ seq: z.number() }).parse(
    await readRows("chat_messages", `session_id=eq.${sessionId}&select=seq&order=seq.desc&limit=1`),
  );
  await changeRows("chat_sessions", `id=eq.${sessionId}`, { replied_upto_seq: last?.seq });
  await say("What was the name of the neighbour I told you about?");
  await expect(newest).toContainText("Namatovu");
  const [said] = rows({ id: z.string() }).parse(
    await readRows(
      "chat_messages",
      `session_id=eq.${sessionId}&text=like.*Namatovu*&author=eq.customer&select=id`,
    ),
  );
  await expect
    .poll(() => readRows("recall_hits", `message_id=eq.${said?.id}&select=injected`))
    .toContainEqual({ injected: true });

  await say("This is terrible, I am furious with you. I want to talk to a person!");
  await expect
    .poll(() => readRows("chat_sessions", `id=eq.${sessionId}&select=owner`))
    .toEqual([{ owner: "human" }]);
  await desk.keyboard.press("t");
  await expect(desk.getByText("You took over. The bot is silent.")).toBeVisible();
  await desk.keyboard.press("r");
  await expect(desk.getByLabel("Reply to the customer")).toBeFocused();
  await desk.keyboard.type("I am a person, and I am here.");
  await desk.keyboard.press("Control+Enter");
  await expect(answers(page).filter({ hasText: "I am a person" })).toHaveCount(1);
});
