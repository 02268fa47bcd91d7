import "server-only";
import { z } from "zod";
import { accountOf } from "@/lib/agent/tools/account-of";
import { take } from "@/lib/agent/tools/take";
import { defineTool } from "@/lib/agent/tools/tool";

/** The link signs somebody in, so it goes into the reply by code and the model never sees it. */
export const requestWebsiteAccess = defineTool({
  name: "request_website_access",
  description:
    "A link with which the customer signs in to Parcelo's website without a password. Write [[link:website]] where it belongs, and that it is for them alone.",
  parameters: z.strictObject({}),
  writes: true,
  needsParcelo: true,
  async run(_, call) {
    const { parcelo, customer } = await accountOf(call, { create: true });
    const link = take(await parcelo.magicLink(customer, call.key), "account");
    const minutes = Math.max(1, Math.round((Date.parse(link.expires_at) - Date.now()) / 60_000));
    return {
      outcome: "done",
      data: { link: "[[link:website]]", works_for_minutes: minutes, works_once: true },
      links: { website: link.url },
    };
  },
});
