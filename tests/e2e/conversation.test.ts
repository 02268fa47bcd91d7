import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { notesCopy } from "@/components/copy/notes";
import {
  answers,
  newCustomer,
  openConversation,
  openPhone,
  type Role,
  signIn,
  write,
} from "./console-actors";
import { changeRows, insertRows, readRows } from "./service-rows";
import { stack } from "./stack";

const reply = (desk: Page) => desk.getByLabel("Reply to the customer");

test("one keyboard run: canned reply, note, assign and undo, close and undo, a template after the window", async ({
  page,
  context,
}) => {
  const customer = newCustomer();
  const shortcut = `late-${customer.phone.slice(-6)}`;
  await insertRows("canned_replies", [
    {
      id: randomUUID(),
      title: "Late",
      shortcut,
      body: "Hello {{customer_first_name}}, {{my_name}} here.",
    },
  ]);
  // The stand-in provider knows these two; whether its list has been fetched yet is not the point here.
  await offerTemplate(
    "order_delivered",
    "UTILITY",
    "Hello {{1}}, your parcel {{2}} was delivered. Thank you for shopping with Parcelo.",
  );
  await offerTemplate(
    "cart_reminder",
    "MARKETING",
    "Hello {{1}}, your cart is still waiting. Order before {{2}} and pay no handling fee.",
  );
  await openPhone(page, customer);
  await write(page, "Hello, I want to talk to a person");
  const desk = await context.newPage();
  await signIn(desk, "support");
  const sessionId = await openConversation(desk, customer.name);
  const me = stack.staff.support.name;

  await desk.keyboard.press("t");
  await expect(desk.getByText("You took over. The bot is silent.")).toBeVisible();
  await desk.keyboard.press("r");
  await expect(reply(desk)).toBeFocused();
  await desk.keyboard.type(`/${shortcut}`);
  await expect(desk.getByRole("option", { name: /Late/ })).toHaveAttribute("aria-selected", "true");
  await desk.keyboard.press("Enter");
  await expect(reply(desk)).toHaveValue(`Hello Customer, ${me} here.`);
  await desk.keyboard.press("Control+Enter");
  await expect(answers(page).filter({ hasText: `${me} here.` })).toHaveCount(1);

  await desk.keyboard.press("Escape"); // leaves the field
  await desk.keyboard.press("n");
  await expect(desk.getByLabel(notesCopy.label)).toBeFocused();
  await desk.keyboard.type("Check the invoice first");
  await desk.keyboard.press("Control+Enter");
  const note = desk.getByRole("article", { name: "Note, You" });
  await expect(note).toContainText("Check the invoice first");
  await expect(page.getByText("Check the invoice first")).toHaveCount(0);

  await expect(reply(desk)).toBeVisible();
  await desk.keyboard.press("a");
  await expect(desk.getByRole("combobox", { name: "Assign to" })).toBeFocused();
  await desk.keyboard.type(stack.staff.admin.name);
  await expect(desk.getByRole("option", { name: stack.staff.admin.name })).toHaveAttribute(
    "data-selected",
    "true",
  );
  await desk.keyboard.press("Enter");
  await expect(desk.getByText(`${stack.staff.admin.name} answers now.`)).toBeVisible();
  await expect(desk.getByText(`${stack.staff.admin.name} answers here.`)).toBeVisible();
  await desk.keyboard.press("z");
  await expect(desk.getByText(`${me} answers now.`)).toBeVisible();
  await expect(reply(desk)).toBeVisible();

  await desk.keyboard.press("e");
  await expect(desk.getByText(/^Closed( with|\. The)/)).toBeVisible();
  await expect(desk.getByText("This conversation is closed.", { exact: false })).toBeVisible();
  await desk.keyboard.press("z");
  await expect(reply(desk)).toBeVisible();

  await changeRows("chat_sessions", `id=eq.${sessionId}`, {
    wa_window_expires_at: new Date(Date.now() - 60_000).toISOString(),
  });
  await expect(desk.getByText("WhatsApp allows only an approved template")).toBeVisible();
  // A page of before the end of the window that sends all the same is refused at the database.
  const late = await desk.request.post(`/api/console/sessions/${sessionId}/reply`, {
    headers: { origin: stack.urls.app },
    data: { text: "Too late for free text", client_key: randomUUID() },
  });
  expect([late.status(), await late.json()]).toEqual([
    409,
    { error: { code: "not_allowed", detail: "window_closed" } },
  ]);
  const search = desk.getByRole("combobox", { name: "Templates" });
  await expect(search).toBeVisible();
  await desk.keyboard.press("r");
  await expect(search).toBeFocused();
  await expect(
    desk.getByText("Marketing: The customer has not allowed marketing").first(),
  ).toBeVisible();
  await desk.keyboard.type("order_delivered");
  await desk.keyboard.press("Enter");
  await expect(desk.getByLabel("Value for {{1}}")).toBeFocused();
  await desk.keyboard.press("Control+Enter");
  await expect(desk.getByText("Fill this in").first()).toBeVisible();
  await desk.keyboard.type("Ruth");
  await desk.keyboard.press("Tab");
  await desk.keyboard.type("PCL-48213");
  await desk.keyboard.press("Control+Enter");
  const sent = desk.getByRole("article", { name: /^You,/ }).filter({ hasText: "order_delivered" });
  await expect(sent).toContainText("Hello Ruth, your parcel PCL-48213 was delivered.");
  await expect(sent).toContainText(/Sent|Delivered|Read/);
  await expect(answers(page).filter({ hasText: "parcel PCL-48213 was delivered" })).toHaveCount(1);
  await expect(page.getByText("Too late for free text")).toHaveCount(0);
});

test("two people see each other; who would answer at the same time is asked once", async ({
  page,
  browser,
}) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello");
  const [patience, grace] = [await desk(browser, "support"), await desk(browser, "admin")];
  const sessionId = await openConversation(patience, customer.name);
  await openConversation(grace, customer.name);
  await expect(patience.getByText(`${stack.staff.admin.name} is here too`)).toBeVisible();

  await patience.keyboard.press("t");
  await reply(patience).fill("I will look");
  await expect(grace.getByText(`${stack.staff.support.name} is writing a reply`)).toBeVisible();

  // A colleague who goes on writing, whatever happens here.
  const [admin] = z
    .array(z.object({ user_id: z.string() }))
    .parse(await readRows("staff", "role=eq.admin&select=user_id&limit=1"));
  await grace.context().close();
  const graces = `session_id=eq.${sessionId}&staff_id=eq.${admin?.user_id}`;
  // What her browser still had under way when it closed may say otherwise, once.
  await expect(async () => {
    await changeRows("session_presence", graces, {
      activity: "writing",
      seen_at: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await expect(patience.getByText(`${stack.staff.admin.name} is writing a reply`)).toBeVisible({
      timeout: 10_000,
    });
  }).toPass({ timeout: 60_000 });
  await reply(patience).press("Control+Enter");
  await expect(patience.getByText("Two answers would reach the customer.")).toBeVisible();
  await expect(answers(page).filter({ hasText: "I will look" })).toHaveCount(0);
  await reply(patience).press("Control+Enter");
  await expect(answers(page).filter({ hasText: "I will look" })).toHaveCount(1);
  await patience.context().close();
});

test("a long conversation: older bubbles come without a jump, a link opens at a message, failures say why", async ({
  page,
  context,
}) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "The newest words");
  // An answer that came later, to a reader further up, would be counted on the button below.
  await expect(answers(page)).toHaveCount(1);
  const desk = await context.newPage();
  await signIn(desk, "support");
  const sessionId = await openConversation(desk, customer.name);
  const [session] = z
    .array(z.object({ customer_id: z.string() }))
    .parse(await readRows("chat_sessions", `id=eq.${sessionId}&select=customer_id`));
  const base = {
    session_id: sessionId,
    customer_id: session?.customer_id,
    embedding_status: "skipped",
  };
  const lines = Array.from({ length: 2_000 }, (_, n) => line(base, n));
  for (let from = 0; from < lines.length; from += 500) {
    await insertRows("chat_messages", lines.slice(from, from + 500));
  }
  const quoted = lines[1_000]?.id;
  await insertRows("chat_messages", [
    {
      ...line(base, 2_000),
      reply_to: quoted,
      rendered_text: "About this one",
      text: "About this one",
    },
    {
      ...line(base, 2_001),
      message_type: "location",
      text: null,
      rendered_text: "Location: Ntinda (0.35, 32.61)",
      payload: { location: { latitude: 0.35, longitude: 32.61 } },
    },
    {
      ...line(base, 2_002),
      direction: "outbound",
      author: "staff",
      purpose: "staff_reply",
      state: "failed",
      state_reason: "131026",
      rendered_text: "Never arrived",
      text: "Never arrived",
    },
  ]);
  await desk.reload();
  const log = desk.getByRole("log", { name: `Conversation with ${customer.name}` });
  await expect(log.getByText("Never arrived")).toBeInViewport();
  await expect(
    log.getByText(/Not delivered: the number cannot receive it.*\(131026\)/),
  ).toBeVisible();
  await expect(log.getByRole("link", { name: "Open in Google Maps" })).toHaveAttribute(
    "href",
    /query=0\.35%2C32\.61/,
  );
  // Not the viewer's conversation: refused in words, and the bubble stays failed.
  await log.getByRole("button", { name: "Send again" }).click();
  await expect(log.getByText("Take over to write.")).toBeVisible();

  for (let round = 0; round < 4; round += 1) expect(await shiftWhileLoading(desk)).toBeLessThan(2);

  await desk.getByRole("button", { name: "To the newest message" }).click();
  await log.getByRole("button", { name: /line 1000/ }).click();
  const target = log.getByRole("article").and(desk.locator("[aria-current]"));
  await expect(target).toContainText("line 1000");
  await expect(target).toBeInViewport();
  await expect(desk).toHaveURL(/[?&]at=\d+/);
  // Both directions from here: down by scrolling, to the end by the button.
  // As a hand does: again while the bubble just jumped to still settles, or newer ones make the page longer.
  await expect(async () => {
    await log.evaluate((frame) => frame.scrollTo(0, frame.scrollHeight));
    await expect(log.getByText(/^line 10[3-9]\d$/).last()).toBeAttached({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await desk.getByRole("button", { name: "To the newest message" }).click();
  await expect(log.getByText("Never arrived")).toBeInViewport();
});

test("the panel masks numbers; the privacy role reveals one on record, support does not", async ({
  page,
  context,
  isMobile,
}) => {
  const customer = newCustomer();
  await openPhone(page, customer);
  await write(page, "Hello");
  await expect(answers(page)).toHaveCount(1);
  await write(page, "STOP");
  await expect(answers(page)).toHaveCount(2);
  const privacy = await context.newPage();
  await signIn(privacy, "privacy");
  await openConversation(privacy, customer.name);
  if (isMobile) await privacy.keyboard.press("i");
  const identities = privacy.getByRole("region", { name: "Identities" });
  await expect(identities).toContainText("•••");
  await expect(privacy.getByRole("region", { name: "Consent" })).toContainText("Opted out “STOP”");
  await expect(identities).not.toContainText(customer.phone);
  await identities
    .getByRole("button", { name: /^Reveal/ })
    .first()
    .click();
  await expect(identities).toContainText(customer.phone);
  await expect(identities).toContainText("On record");
});

async function desk(browser: Browser, role: Role): Promise<Page> {
  const context = await browser.newContext({ baseURL: stack.urls.app });
  const page = await context.newPage();
  await signIn(page, role);
  return page;
}

/** Scrolls to the top of what is loaded; how far the bubble at the top moves while older ones come, in px. */
async function shiftWhileLoading(page: Page): Promise<number> {
  return page.getByRole("log").evaluate(async (frame) => {
    const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    frame.scrollTop = Math.max(0, frame.scrollTop - frame.clientHeight * 3);
    await later(100);
    const top = frame.getBoundingClientRect().top;
    const shown = [...frame.querySelectorAll("article")].find(
      (bubble) => bubble.getBoundingClientRect().top >= top,
    );
    const text = shown?.textContent ?? "";
    const place = () => {
      const found = [...frame.querySelectorAll("article")].find(
        (bubble) => bubble.textContent === text,
      );
      return found?.getBoundingClientRect().top ?? Number.NaN;
    };
    const before = place();
    const height = frame.scrollHeight;
    let moved = 0;
    for (let tick = 0; tick < 60; tick += 1) {
      await later(25);
      moved = Math.max(moved, Math.abs(place() - before));
      if (frame.scrollHeight > height + 500 && tick > 20) break;
    }
    return moved;
  });
}

/** Puts a template on the list unless the provider's own list has it already. */
async function offerTemplate(name: string, category: string, body: string): Promise<void> {
  const known = await readRows("message_templates", `name=eq.${name}&language=eq.en&select=id`);
  if (z.array(z.unknown()).parse(known).length > 0) return;
  const variable_count = (body.match(/\{\{/g) ?? []).length;
  const row = { name, category, body, variable_count, language: "en", status: "APPROVED" };
  await insertRows("message_templates", [{ ...row, components: [] }]);
}

const line = (base: object, n: number) => ({
  ...base,
  id: randomUUID(),
  direction: "inbound",
  author: "customer",
  purpose: null,
  state: null,
  state_reason: null,
  reply_to: null,
  payload: {},
  message_type: "text",
  text: `line ${n}`,
  rendered_text: n % 7 === 0 ? `line ${n} ${"with many more words ".repeat(n % 40)}` : `line ${n}`,
});
