import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bringFile } from "@/lib/media/fetch/bring-file";
import { claimFetch } from "@/lib/media/fetch/claim-fetch";
import { type FetchedFile, fetchFile, type WantedFile } from "@/lib/media/fetch/fetch-file";
import type { FetchSettings } from "@/lib/media/fetch/fetch-settings";
import { finishFetch } from "@/lib/media/fetch/finish-fetch";
import { objectSize, openObject } from "@/lib/media/media-storage";
import { makeSample, sampleFiles } from "../../local/luminous/media/sample-files";
import { faultSchema } from "../../local/providers/faults";
import {
  LOCAL_GRAPH_TOKEN,
  type Providers,
  startProviders,
} from "../../local/providers/start-providers";
import { type RunningSupabase, startSupabase } from "../../local/supabase/start-supabase";
import { announceFile } from "./announce-file";
import { fetchEnvironment } from "./fetch-environment";

/** Every fault of a fetch over HTTP, against the stand-ins of Graph and Storage, without the app around it. */
let supabase: RunningSupabase;
let providers: Providers;
let stranger: { url: string; hits: () => number; close: () => void };
let settings: FetchSettings;
let clock = Date.now();
const before = { ...process.env };

beforeAll(async () => {
  supabase = await startSupabase({ dataDir: null, migrationsDir: "supabase/migrations" });
  providers = await startProviders({
    port: 0,
    dataDir: null,
    webhookUrl: "http://127.0.0.1:9/api/luminous/webhook",
    now: () => new Date(clock),
  });
  stranger = await startStranger();
  Object.assign(process.env, fetchEnvironment(supabase, providers));
  settings = {
    token: LOCAL_GRAPH_TOKEN,
    graphUrl: providers.graph.baseUrl,
    version: "v26.0",
    hosts: ["lookaside.fbsbx.com"],
    // Longer than any machine takes; what is given up on has its own time.
    times: {
      metadataMs: 30_000,
      idleMs: 30_000,
      totalMs: 60_000,
      slotMs: 30_000,
      leaseMs: 60_000,
    },
  };
});
afterAll(async () => {
  process.env = before;
  stranger?.close();
  await providers?.close();
  await supabase?.close();
});

/** A server that nobody allowed; it counts who comes. */
async function startStranger() {
  let hits = 0;
  const server = createServer((_, response) => {
    hits += 1;
    response.end("secrets, please");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { url: `http://127.0.0.1:${port}/`, hits: () => hits, close: () => server.close() };
}

let count = 0;
const somePath = () => `customer/file-${++count}`;
const sampleOf = (kind: string) => {
  const sample = sampleFiles.find((each) => each.kind === kind);
  if (!sample) throw new Error(`No sample of kind ${kind}`);
  return sample;
};

/** A customer's file as WhatsApp holds it, and what its webhook says of it. */
async function sent(kind = "image", bytes?: Buffer): Promise<WantedFile & { bytes: Buffer }> {
  const sample = sampleOf(kind);
  const content = bytes ?? (await makeSample(sample.name));
  const { mimeType } = sample;
  const file = { bytes: content, mimeType, fileName: null };
  const { id, sha256 } = providers.luminous.files.keep(file, new Date(clock));
  return {
    waMediaId: id,
    phoneNumberId: "700800900100200",
    messageType: kind === "voice" ? "audio" : kind,
    mimeType,
    checksum: sha256,
    path: somePath(),
    bytes: content,
  };
}

/** A PDF of so many bytes that exists nowhere whole. */
function sentBig(bytes: number): WantedFile & { sha256: string } {
  const response = providers.luminous.bigFiles.make(bytes);
  return {
    waMediaId: response.id,
    phoneNumberId: "700800900100200",
    messageType: "document",
    mimeType: response.mimeType,
    checksum: response.sha256,
    path: somePath(),
    sha256: Buffer.from(response.sha256, "base64").toString("hex"),
  };
}

const fault = (file: WantedFile, target: "graph" | "download", what: object) =>
  providers.faults.add(faultSchema.parse({ target, contains: file.waMediaId, times: 1, ...what }));
const attempt = (file: WantedFile, times: Partial<FetchSettings["times"]> = {}) =>
  fetchFile(file, { ...settings, times: { ...settings.times, ...times } }).then(
    (fetched): FetchedFile | string => fetched,
    (error: { code?: string }) => error.code ?? String(error),
  );

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of await openObject(path)) hash.update(piece);
  return hash.digest("hex");
}

describe("P17: what is right is stored byte for byte", () => {
  it.each(["image", "voice", "document", "sticker", "video"])("%s", async (kind) => {
    const file = await sent(kind);
    const fetched = await attempt(file);
    const hex = createHash("sha256").update(file.bytes).digest("hex");
    expect(fetched).toMatchObject({ size: file.bytes.length, checksum: hex });
    expect(await hashOf(file.path)).toBe(hex);
    const [row] = await supabase.query<{ type: string }>(
      "select metadata ->> 'mimetype' as type from storage.objects where name = $1",
      [file.path],
    );
    expect(row?.type).toBe((fetched as FetchedFile).mime_type);
  });

  it("a large file goes in parts and comes out whole", async () => {
    const file = sentBig(14 * 1024 * 1024 + 17);
    expect(await attempt(file)).toMatchObject({
      size: 14 * 1024 * 1024 + 17,
      checksum: file.sha256,
    });
    expect(await hashOf(file.path)).toBe(file.sha256);
  });

  it("fetched again, it replaces itself: still one object", async () => {
    const file = await sent("image");
    await attempt(file);
    await attempt(file);
    const rows = await supabase.query("select 1 from storage.objects where name = $1", [file.path]);
    expect(rows).toHaveLength(1);
  });
});

describe("P17: what is wrong has its own error and leaves no object", () => {
  type Case = [
    what: string,
    error: string,
    spoil: (file: WantedFile) => unknown,
    times?: Partial<FetchSettings["times"]>,
  ];
  const cases: Case[] = [
    [
      "wrong checksum",
      "checksum_mismatch",
      (file) => fault(file, "download", { kind: "wrong_bytes" }),
    ],
    ["wrong type", "type_mismatch", (file) => fault(file, "download", { kind: "wrong_type" })],
    [
      "more bytes than announced",
      "size_mismatch",
      (file) => fault(file, "download", { kind: "too_long" }),
    ],
    [
      "connection broken",
      "download_broken",
      (file) => fault(file, "download", { kind: "break_off", after_bytes: 9_000 }),
    ],
    [
      "silence",
      "download_too_slow",
      (file) => fault(file, "download", { kind: "hang" }),
      { idleMs: 400 },
    ],
    [
      "drop by drop",
      "download_too_slow",
      (file) => fault(file, "download", { kind: "slow", bytes_per_second: 64 }),
      { totalMs: 1_500 },
    ],
    [
      "redirect to a stranger",
      "redirect_refused",
      (file) => fault(file, "download", { kind: "redirect", to: stranger.url }),
    ],
    [
      "redirect to an allowed host",
      "redirect_refused",
      (file) => fault(file, "download", { kind: "redirect", to: "https://lookaside.fbsbx.com/x" }),
    ],
    [
      "host in trouble",
      "download_failed",
      (file) => fault(file, "download", { kind: "status", status: 502 }),
    ],
    [
      "host asks to slow down",
      "rate_limited",
      (file) => fault(file, "download", { kind: "status", status: 429, retry_after_s: 7 }),
    ],
    [
      "Graph silent",
      "graph_unavailable",
      (file) => fault(file, "graph", { kind: "hang" }),
      { metadataMs: 400 },
    ],
    [
      "Graph in trouble",
      "graph_unavailable",
      (file) => fault(file, "graph", { kind: "status", status: 500, code: "1" }),
    ],
    [
      "Graph's limit",
      "rate_limited",
      (file) => fault(file, "graph", { kind: "status", status: 400, code: "4" }),
    ],
    [
      "token refused",
      "unauthorised",
      (file) => fault(file, "graph", { kind: "status", status: 401, code: "190" }),
    ],
    ["id unknown", "media_not_found", (file) => Object.assign(file, { waMediaId: "999" })],
    [
      "an id that would change the path",
      "invalid_media_id",
      (file) => Object.assign(file, { waMediaId: "1/../me" }),
    ],
    [
      "announced otherwise by the webhook",
      "type_mismatch",
      (file) => Object.assign(file, { mimeType: "image/png" }),
    ],
    [
      "hashed otherwise by the webhook",
      "checksum_mismatch",
      (file) => Object.assign(file, { checksum: "ab".repeat(32) }),
    ],
    [
      "a kind that is not taken in",
      "type_not_allowed",
      (file) => Object.assign(file, { mimeType: "text/html" }),
    ],
  ];
  it.each(cases)("%s: %s", async (_, error, spoil, times) => {
    const file = await sent("image");
    spoil(file);
    expect(await attempt(file, times)).toBe(error);
    expect(await objectSize(file.path)).toBeNull();
  });

  it("the wrong bytes of a large file never become an object either, and its parts are dropped", async () => {
    const file = sentBig(13 * 1024 * 1024);
    fault(file, "download", { kind: "wrong_bytes" });
    expect(await attempt(file)).toBe("checksum_mismatch");
    expect(await objectSize(file.path)).toBeNull();
  });

  it("a large file that falls silent after its first part leaves nothing, and harms nothing", async () => {
    const file = sentBig(13 * 1024 * 1024);
    fault(file, "download", { kind: "stall", after_bytes: 9 * 1024 * 1024 });
    expect(await attempt(file, { idleMs: 400 })).toBe("download_too_slow");
    expect(await objectSize(file.path)).toBeNull();
  });

  it("an address on a host that nobody allowed is not opened, whoever names it", async () => {
    const file = await sent("image");
    fault(file, "graph", { kind: "names_address", to: stranger.url });
    expect(await attempt(file)).toBe("host_not_allowed");
    expect(stranger.hits()).toBe(0);
  });

  it("too large: refused by what is announced before a byte is fetched", async () => {
    const file = { ...sentBig(101 * 1024 * 1024) };
    const from = providers.journal.position();
    expect(await attempt(file)).toBe("too_large");
    const image = { ...sentBig(5 * 1024 * 1024 + 1), messageType: "image" };
    expect(await attempt(image)).toBe("too_large");
    expect(providers.journal.list({ target: "download", after: from }).entries).toEqual([]);
  });

  it("a bucket that takes less says so, and it is not the customer's fault", async () => {
    await supabase.query(
      "update storage.buckets set file_size_limit = 1000 where id = 'chat-media'",
    );
    const [small, big] = [await sent("image"), sentBig(7 * 1024 * 1024)];
    const outcomes = [await attempt(small), await attempt(big)];
    await supabase.query(
      "update storage.buckets set file_size_limit = 104857600 where id = 'chat-media'",
    );
    expect(outcomes).toEqual(["bucket_limit", "bucket_limit"]);
  });
});

describe("a step that is repeated", () => {
  it("after the object and before the row: what was verified and is there is not fetched again", async () => {
    const file = await sent("image");
    const id = await announceFile(supabase, file);
    const from = providers.journal.position();
    const downloads = () => providers.journal.list({ target: "download", after: from }).entries;
    const bring = async () => {
      const claimed = await claimFetch(id, randomUUID());
      if (claimed.kind !== "claimed") throw new Error(`The file is ${claimed.kind}`);
      const ticket = { mediaId: claimed.media_id, claim: claimed.claim };
      return { ticket, brought: await bringFile(ticket), again: await bringFile(ticket) };
    };
    const first = await bring();
    expect([first.brought.kind, first.again.kind, downloads().length]).toEqual([
      "brought",
      "brought",
      1,
    ]);
    // The run died there; another one claims the file once the lease is over.
    await supabase.query("update public.chat_media set next_attempt_at = now() where id = $1", [
      id,
    ]);
    const second = await bring();
    expect([second.brought.kind, downloads().length]).toEqual(["brought", 1]);
    expect(await finishFetch(first.ticket)).toBe("superseded");
    expect(await finishFetch(second.ticket)).toBe("stored");
    expect(await finishFetch(second.ticket)).toBe("stored");
  });
});

describe("addresses live five minutes, ids seven days", () => {
  it("an address that lapsed is asked for anew, within the same attempt", async () => {
    providers.luminous.settings.change({ media: { urlSeconds: 0 } });
    const file = await sent("image");
    expect(await attempt(file)).toBe("url_expired");
    const asked = providers.journal.list({ target: "graph" }).entries;
    expect(asked.filter((each) => each.path.endsWith(file.waMediaId))).toHaveLength(2);
    providers.luminous.settings.change({ media: { urlSeconds: 300 } });
    fault(file, "download", { kind: "status", status: 404 });
    expect(await attempt(file)).toMatchObject({ size: file.bytes.length });
  });

  it("after five minutes an address is dead; after seven days the id is", async () => {
    const file = await sent("image");
    const ask = () =>
      fetch(`${providers.graph.baseUrl}/v26.0/${file.waMediaId}?phone_number_id=1`, {
        headers: { authorization: `Bearer ${LOCAL_GRAPH_TOKEN}` },
      });
    const { url } = await (await ask()).json();
    const open = (token = LOCAL_GRAPH_TOKEN) =>
      fetch(url, { headers: { authorization: `Bearer ${token}` } }).then((answer) => answer.status);
    clock += 299_000;
    expect([await open(), await open("another")]).toEqual([200, 401]);
    clock += 2_000;
    expect(await open()).toBe(404);
    clock += 7 * 24 * 60 * 60 * 1_000;
    expect((await ask()).status).toBe(400);
    expect(await attempt(file)).toBe("media_not_found");
  });
});
