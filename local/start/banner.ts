import { join } from "node:path";
import type { Stack } from "../start-stack";
import { isOnThisMachine } from "./create-staff";

/** What the person at the keyboard needs to know once everything runs. */
export function banner(stack: Stack, tookMs: number): string {
  const { staff, urls, env } = stack;
  const accounts = isOnThisMachine(env.SUPABASE_URL)
    ? [
        `  Staff       ${staff.support.email}   (support)`,
        `              ${staff.privacy.email}   (privacy)`,
        `              ${staff.admin.email}     (admin)`,
        `  Password    ${staff.password}`,
      ]
    : ["  Staff       the accounts of your Supabase project"];
  const simulator = env.LOCAL_PARTS?.includes("luminous")
    ? [`  Simulator   ${urls.app}/simulator`]
    : [];
  const mails = env.LOCAL_PARTS?.split(",").includes("supabase")
    ? [`  Mails       ${urls.supabase}/_local/mails`]
    : [];
  const telegram = env.LOCAL_PARTS?.split(",").includes("telegram")
    ? [`  Telegram    ${urls.providers}/_local/telegram`]
    : [];
  return [
    "",
    `Ready in ${(tookMs / 1000).toFixed(1)} s. Use exactly these addresses: a session at 127.0.0.1 does not count at localhost.`,
    "",
    `  Console     ${urls.app}`,
    ...simulator,
    ...accounts,
    ...mails,
    ...telegram,
    `  Stand-ins   ${env.LOCAL_PARTS || "none"}`,
    `  Variables   ${join(stack.dataDir, "env")}`,
    `  Logs        ${join(stack.dataDir, "logs")}`,
    "",
    "Ctrl-C stops everything; the data stays for the next start.",
  ].join("\n");
}
