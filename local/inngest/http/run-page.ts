import type { Run } from "../engine/state";
import { runView } from "./run-view";

/**
 * One run as a page to read: what the console links to, at the address where Inngest's Dev Server has
 * its own. The engine draws nothing more; it is for development.
 */
export function runPage(run: Run): string {
  const view = runView(run);
  const rows: [string, string][] = [
    ["Function", view.function_id],
    ["State", view.status],
    ["Event", run.record.received.map(({ event }) => event.name).join(", ")],
    ["Queued", view.queued_at ?? "–"],
    ["Started", view.run_started_at ?? "–"],
    ["Ended", view.ended_at ?? "–"],
    ["Requests", String(view.requests)],
  ];
  const jobs = [...run.jobs].map(
    ({ record, state }) =>
      `${state}, attempt ${record.attempt + 1} of ${record.maxAttempts}, at ${new Date(record.at).toISOString()}`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Run ${escapeHtml(view.run_id)}</title>
<style>
:root{color-scheme:light dark}body{font:14px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.2rem}h2{font-size:1rem;margin-top:2rem}code,pre{font:12px/1.5 ui-monospace,monospace}
dl{display:grid;grid-template-columns:8rem 1fr;gap:.25rem 1rem}dt{opacity:.7}dd{margin:0}
pre{overflow:auto;border:1px solid #8884;padding:.75rem;border-radius:6px;white-space:pre-wrap}
</style>
<main><h1>Run <code>${escapeHtml(view.run_id)}</code></h1>
<dl>${rows.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>
<h2>Waiting</h2>${list(jobs, "Nothing waits.")}
<h2>Steps, in order of completion</h2>${
    view.steps
      .map((step) => `<h3><code>${escapeHtml(step.name)}</code></h3><pre>${json(step.memo)}</pre>`)
      .join("") || "<p>None yet.</p>"
  }
<h2>Output</h2><pre>${json(view.output)}</pre>
<h2>Events</h2>${run.record.received.map(({ event }) => `<pre>${json(event)}</pre>`).join("")}
</main></html>`;
}

function list(lines: string[], none: string): string {
  if (lines.length === 0) return `<p>${none}</p>`;
  return `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>`;
}

const json = (value: unknown): string => escapeHtml(JSON.stringify(value, null, 2) ?? "undefined");

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
