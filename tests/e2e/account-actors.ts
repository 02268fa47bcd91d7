import { createHmac } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { stack } from "./stack";

const mails = z.array(z.object({ to: z.string(), link: z.url() }));

/** The link in the newest mail to an address. */
export async function linkMailedTo(address: string): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    const answer = await fetch(`${stack.urls.supabase}/_local/mails`);
    link = mails.parse(await answer.json()).find(({ to }) => to === address)?.link;
    expect(link).toBeDefined();
  }).toPass();
  return link ?? "";
}

/** The six digits that an authenticator app shows now (RFC 6238). */
export function codeOf(secret: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((c) => alphabet.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Opens a mailed link and presses its button. */
export async function followLink(page: Page, link: string, button: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: button }).click();
}
