import { z } from "zod";

const chat = z.object({ messages: z.array(z.object({ text: z.string() })) });

/** What the alerts' chat shows, oldest first. */
export async function readAlertChat(providersUrl: string): Promise<string[]> {
  const response = await fetch(`${providersUrl}/_local/telegram/messages`);
  if (!response.ok) throw new Error(`The alerts' chat answered ${response.status}`);
  return chat.parse(await response.json()).messages.map(({ text }) => text);
}
