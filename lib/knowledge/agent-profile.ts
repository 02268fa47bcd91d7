import { z } from "zod";
import { type Route, routes } from "@/lib/agent/routes";

const guidance = z
  .record(z.string(), z.string())
  .transform(
    (given) =>
      Object.fromEntries(routes.map((route) => [route, given[route] ?? ""])) as Record<
        Route,
        string
      >,
  );

/** What an admin says the agent is: trusted words, unlike anything a customer wrote. */
export const agentProfile = z.object({
  version: z.int(),
  persona: z.string(),
  tone: z.string(),
  guidance,
  facts: z.string(),
});
export type AgentProfile = z.infer<typeof agentProfile>;
