import { readFile } from "node:fs/promises";

const KEPT_MAILS = 200;
const templates = new URL("../../../supabase/templates/", import.meta.url);
const kinds = ["invite", "magic_link", "recovery"] as const;
export type MailKind = (typeof kinds)[number];

const subjects: Record<MailKind, string> = {
  invite: "You are invited to the Parcelo console",
  magic_link: "Sign in to the Parcelo console",
  recovery: "Choose a new password for the Parcelo console",
};

export type Mail = {
  at: string;
  kind: MailKind;
  to: string;
  subject: string;
  /** The address that the mail asks to open. */
  link: string;
  html: string;
};

export type Outbox = {
  send: (
    kind: MailKind,
    to: string,
    values: { redirectTo: string; token: string; tokenHash: string },
  ) => void;
  newestFirst: () => Mail[];
};

/** Mails that nobody delivers, as long as the process lives; made from the templates that a hosted project uses. */
export async function createOutbox(): Promise<Outbox> {
  const bodies = new Map<MailKind, string>();
  for (const kind of kinds)
    bodies.set(kind, await readFile(new URL(`${kind}.html`, templates), "utf8"));
  const mails: Mail[] = [];
  return {
    send(kind, to, { redirectTo, token, tokenHash }) {
      const values: Record<string, string> = {
        RedirectTo: redirectTo,
        TokenHash: tokenHash,
        Token: token,
        Email: to,
      };
      const html = (bodies.get(kind) ?? "").replaceAll(
        /\{\{ *\.(\w+) *\}\}/g,
        (_whole, name: string) => escapeHtml(values[name] ?? ""),
      );
      const link = /href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
      mails.unshift({
        at: new Date().toISOString(),
        kind,
        to,
        subject: subjects[kind],
        link,
        html,
      });
      mails.splice(KEPT_MAILS);
    },
    newestFirst: () => mails,
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
