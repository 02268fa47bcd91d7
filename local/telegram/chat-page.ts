/** One message as it came in, and what was answered. */
export type ChatEntry = {
  at: string;
  chat_id: string | number;
  text: string;
  refusal: string | null;
};

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const clock = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;

/** What a message that Telegram took looks like is its own markup; the others stand there as they came. */
function bubble({ at, text, refusal }: ChatEntry): string {
  const body = refusal === null ? text.replaceAll("\n", "<br>") : escaped(text);
  const note =
    refusal === null ? "" : `<strong class="refused">Not taken: ${escaped(refusal)}</strong>`;
  return `<li${refusal === null ? "" : ' class="lost"'}>${note}<div class="text">${body}</div><time datetime="${escaped(at)}">${clock(at)}</time></li>`;
}

const style = `
  :root { color-scheme: light dark; --canvas: light-dark(#d9e6dc, #10171d); --paper: light-dark(#fff, #1d2a35);
    --ink: light-dark(#14202b, #e8eef3); --muted: light-dark(#556472, #93a4b3); --link: light-dark(#1466b8, #6bb5ff); --bad: light-dark(#a3261c, #ff9b8f); }
  body { margin: 0; background: var(--canvas); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
  header { position: sticky; top: 0; padding: 12px 20px; background: var(--paper); border-bottom: 1px solid light-dark(#0002, #fff2); }
  h1 { margin: 0; font-size: 16px; } header p { margin: 2px 0 0; color: var(--muted); font-size: 13px; }
  main { max-width: 640px; margin: 0 auto; padding: 16px; }
  ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; }
  li { background: var(--paper); border-radius: 4px 14px 14px; padding: 10px 14px; width: fit-content; max-width: 88%; overflow-wrap: anywhere; }
  li.lost { background: transparent; border: 1px dashed var(--muted); color: var(--muted); } .lost .text { white-space: pre-wrap; }
  .refused { display: block; color: var(--bad); font-size: 13px; } a { color: var(--link); }
  blockquote { margin: 4px 0; padding-left: 10px; border-left: 3px solid var(--link); }
  time { display: block; margin-top: 4px; text-align: right; color: var(--muted); font-size: 12px; }
  .empty { padding: 48px 0; text-align: center; color: var(--muted); }`;

/** The chat of whoever is on call, newest first; it loads itself anew. No script runs in it. */
export function chatPage(entries: readonly ChatEntry[]): string {
  const chats = [...new Set(entries.map((entry) => String(entry.chat_id)))];
  const lead =
    chats.length === 0
      ? "What the person on call would get."
      : `What the person on call would get, newest first. Chat ${chats.map(escaped).join(", ")}.`;
  const list =
    entries.length === 0
      ? `<p class="empty">Nothing was told yet. Alerts are looked for each minute, and by <code>POST /api/ops/redrive</code> at once.</p>`
      : `<ul>${entries.toReversed().map(bubble).join("")}</ul>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Telegram (${entries.length})</title>
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5"><base target="_blank">
<style>${style}</style></head>
<body><header><h1>Telegram</h1><p>${lead}</p></header><main>${list}</main></body></html>`;
}
