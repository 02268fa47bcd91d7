import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { z } from "zod";
import type { WantedFile } from "@/lib/media/fetch/fetch-file";
import { makeSample } from "../../local/luminous/media/sample-files";
import { type Providers, startProviders } from "../../local/providers/start-providers";
import { type RunningSupabase, startSupabase } from "../../local/supabase/start-supabase";
import { announceFile } from "./announce-file";
import { fetchEnvironment } from "./fetch-environment";
import { type orderSchema, saidSchema } from "./fetch-messages";
import { openInterceptor } from "./open-interceptor";

let supabase: RunningSupabase;
let providers: Providers;
let interceptor: Awaited<ReturnType<typeof openInterceptor>>;
const started = new Set<ChildProcess>();
let fetcher: ChildProcess | undefined;
let killedAt: string[] = [];
let onKill: (name: string) => void = () => {};

beforeAll(async () => {
  supabase = await startSupabase({ dataDir: null, migrationsDir: "supabase/migrations" });
  providers = await startProviders({
    port: 0,
    dataDir: null,
    webhookUrl: "http://127.0.0.1:9/api/luminous/webhook",
    now: () => new Date(),
  });
  // What was asked of database and bucket is done; whoever asked for the first time dies before hearing of it.
  interceptor = await openInterceptor(supabase.url, ({ path }) => {
    const name = nameOf(path);
    if (killedAt.includes(name)) return true;
    killedAt.push(name);
    onKill(name);
    fetcher?.kill("SIGKILL");
    return false;
  });
});
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  await interceptor?.close();
  await providers?.close();
  await supabase?.close();
});

function nameOf(path: string): string {
  const call = /^\/rest\/v1\/rpc\/(\w+)/.exec(path)?.[1];
  if (call) return call;
  return path.startsWith("/storage/v1/object/info/") ? "look at the object" : "upload";
}

async function startFetcher(): Promise<ChildProcess> {
  const child = fork("tests/integration/fetch-until-over.ts", {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    env: {
      ...{ PATH: process.env.PATH, NODE_ENV: "test" },
      ...fetchEnvironment(supabase, providers),
      SUPABASE_URL: interceptor.url,
    },
  });
  started.add(child);
  await once(child, "message");
  return child;
}

/** Has the file fetched by one process after the other, each killed at the next call; what the last one said. */
async function fetchThroughKills(fileId: string, run: string): Promise<string> {
  const order: z.infer<typeof orderSchema> = { fileId, run, ticket: null, isBrought: false };
  const before = started.size;
  for (let next = startFetcher(); started.size < before + 40; ) {
    const child = await next;
    fetcher = child;
    let outcome: string | null = null;
    child.on("message", (message) => {
      const said = saidSchema.parse(message);
      if (said === "ready") return;
      if (said === "brought") order.isBrought = true;
      else if ("ticket" in said) order.ticket = said.ticket;
      else outcome = said.outcome;
    });
    const ended = once(child, "exit");
    child.send(order);
    next = startFetcher();
    const [code, signal] = await ended;
    if (signal === "SIGKILL") continue;
    (await next).kill("SIGKILL");
    expect(code).toBe(0);
    return outcome ?? "nothing said";
  }
  throw new Error(`Killed for ever at ${killedAt.at(-1)}`);
}

async function smallFile() {
  const bytes = await makeSample("damaged-parcel");
  const kept = providers.luminous.files.keep(
    { bytes, mimeType: "image/jpeg", fileName: null },
    new Date(),
  );
  const checksum = createHash("sha256").update(bytes).digest("hex");
  return wanted({ id: kept.id, sha256: kept.sha256, type: "image", mime: "image/jpeg" }, checksum);
}
/** One that goes up in parts. */
function largeFile() {
  const kept = providers.luminous.bigFiles.make(7 * 1024 * 1024 + 17);
  const checksum = Buffer.from(kept.sha256, "base64").toString("hex");
  const { id, sha256, mimeType } = kept;
  return wanted({ id, sha256, type: "document", mime: mimeType }, checksum);
}
type Kept = { id: string; sha256: string; type: string; mime: string };
function wanted({ id, sha256, type, mime }: Kept, hex: string): WantedFile & { hex: string } {
  const address = { waMediaId: id, phoneNumberId: "700800900100200", path: "" };
  return { ...address, messageType: type, mimeType: mime, checksum: sha256, hex };
}

it.each([
  ["a photo", smallFile],
  ["a document in parts", largeFile],
])(
  "%s whose fetch is killed after each of its calls: one row, one object, stored at once by the same run",
  async (_, make) => {
    const file = await make();
    const id = await announceFile(supabase, file);
    const from = providers.journal.position();
    const downloads = () =>
      providers.journal.list({ target: "download", after: from }).entries.length;
    let whenKnown = 0;
    killedAt = [];
    onKill = (name) => {
      if (name === "save_media_file") whenKnown = downloads();
    };
    const run = `run-of-${id}/0`;
    expect(await fetchThroughKills(id, run)).toBe("stored");

    expect(killedAt).toEqual([
      "claim_media_fetch",
      "read_media_fetch",
      "upload",
      "save_media_file",
      "look at the object",
      "mark_media_stored",
    ]);
    // What the row knew as verified was not fetched again.
    expect(whenKnown).toBeGreaterThan(0);
    expect(downloads()).toBe(whenKnown);
    const rows = await supabase.query<{ storage_path: string }>(
      "select status, error, attempts, checksum, storage_path from public.chat_media where wa_media_id = $1",
      [file.waMediaId],
    );
    expect(rows).toEqual([
      {
        ...{ status: "stored", error: null, attempts: 1, checksum: file.hex },
        storage_path: expect.stringMatching(new RegExp(`/${id}$`)),
      },
    ]);
    const objects = await supabase.query("select name from storage.objects where name like $1", [
      `%${id}%`,
    ]);
    expect(objects).toEqual([{ name: rows[0]?.storage_path }]);
  },
);
