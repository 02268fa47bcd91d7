import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SupabaseClient } from "@supabase/supabase-js";
import { type DetailedError, Upload } from "tus-js-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningSupabase } from "../start-supabase";
import { clientOf, signedInClient, startSample } from "./start-sample";

let supabase: RunningSupabase;
let service: SupabaseClient;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "resumable-test-"));
  supabase = await startSample({ dataDir });
  service = clientOf(supabase, supabase.serviceRoleKey);
});
afterAll(async () => {
  await supabase.close();
  await rm(dataDir, { recursive: true, force: true });
});

const address = () => `${supabase.url}/storage/v1/upload/resumable`;
const asService = () => ({
  apikey: supabase.serviceRoleKey,
  authorization: `Bearer ${supabase.serviceRoleKey}`,
});

type Options = {
  headers?: Record<string, string>;
  upsert?: boolean;
  contentType?: string;
  onChunkComplete?: (upload: Upload) => void;
};

/** A whole upload by the library that Supabase recommends, in parts of 100 kB. */
function send(name: string, bytes: Buffer, options: Options = {}): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(bytes, {
      endpoint: address(),
      headers: { ...(options.headers ?? asService()), "x-upsert": String(options.upsert ?? false) },
      chunkSize: 100_000,
      uploadDataDuringCreation: true,
      storeFingerprintForResuming: false,
      retryDelays: [10, 10, 10],
      metadata: {
        bucketName: "labels",
        objectName: name,
        contentType: options.contentType ?? "image/png",
        cacheControl: "60",
      },
      onChunkComplete: () => options.onChunkComplete?.(upload),
      onSuccess: () => resolve(upload),
      onError: reject,
    });
    upload.start();
  });
}

const remove = (name: string) => service.storage.from("labels").remove([name]);
const stored = async (name: string) => {
  const { data } = await service.storage.from("labels").download(name);
  return data === null ? null : Buffer.from(await data.arrayBuffer());
};
const statusOf = (error: DetailedError) => error.originalResponse?.getStatus();
async function filesOnDisk(): Promise<number> {
  const all = await readdir(path.join(dataDir, "storage"), {
    recursive: true,
    withFileTypes: true,
  });
  return all.filter((entry) => entry.isFile()).length;
}

test("a file sent in parts is one object, with its type", async () => {
  await remove("parts/a.png");
  const bytes = randomBytes(350_001);
  const parts: string[] = [];
  await send("parts/a.png", bytes, { onChunkComplete: (upload) => parts.push(upload.url ?? "") });
  expect(parts.length).toBe(4);
  expect((await stored("parts/a.png"))?.equals(bytes)).toBe(true);
  expect((await service.storage.from("labels").info("parts/a.png")).data).toMatchObject({
    size: 350_001,
    contentType: "image/png",
    cacheControl: "max-age=60",
  });
});

test("an upload that broke off goes on where it was, also after a lost answer", async () => {
  await remove("parts/b.png");
  const bytes = randomBytes(250_000);
  const created = await fetch(address(), {
    method: "POST",
    headers: {
      ...asService(),
      "tus-resumable": "1.0.0",
      "upload-length": "250000",
      "upload-metadata": `bucketName ${btoa("labels")},objectName ${btoa("parts/b.png")},contentType ${btoa("image/png")}`,
      "content-type": "application/offset+octet-stream",
    },
    body: bytes.subarray(0, 100_000),
  });
  const url = created.headers.get("location") ?? "";
  expect([created.status, created.headers.get("upload-offset")]).toEqual([201, "100000"]);
  expect(await stored("parts/b.png")).toBeNull();
  const wrong = await fetch(url, {
    method: "PATCH",
    headers: {
      ...asService(),
      "tus-resumable": "1.0.0",
      "upload-offset": "0",
      "content-type": "application/offset+octet-stream",
    },
    body: bytes.subarray(0, 100_000),
  });
  expect(wrong.status).toBe(409);
  await new Promise<void>((resolve, reject) => {
    new Upload(bytes, {
      uploadUrl: url,
      headers: asService(),
      chunkSize: 100_000,
      onSuccess: () => resolve(),
      onError: reject,
    }).start();
  });
  expect((await stored("parts/b.png"))?.equals(bytes)).toBe(true);
});

test("what is not finished is no object, and ending it leaves no file", async () => {
  const files = await filesOnDisk();
  const url = await new Promise<string>((resolve) => {
    void send("parts/c.png", randomBytes(300_000), {
      onChunkComplete: (upload) => {
        void upload.abort().then(() => resolve(upload.url ?? ""));
      },
    });
  });
  expect(await stored("parts/c.png")).toBeNull();
  expect(await filesOnDisk()).toBe(files + 1);
  await Upload.terminate(url, { headers: asService() });
  expect(await filesOnDisk()).toBe(files);
  expect(
    (await fetch(url, { method: "HEAD", headers: { ...asService(), "tus-resumable": "1.0.0" } }))
      .status,
  ).toBe(404);
});

test("refused with the status that is meant: size, type, name taken, no right, no version", async () => {
  const files = await filesOnDisk();
  const refused = (name: string, size: number, options: Options = {}) =>
    send(name, randomBytes(size), options).then(() => null, statusOf);
  expect(await refused("parts/d.png", 1_000_001)).toBe(413);
  expect(await refused("parts/d.pdf", 10, { contentType: "application/pdf" })).toBe(415);
  expect(await refused("parts/a.png", 10)).toBe(409);
  const user = await signedInClient(supabase, "resumable@example.test");
  const headers = { apikey: supabase.anonKey, authorization: `Bearer ${user.accessToken}` };
  expect(await refused("elsewhere/e.png", 10, { headers })).toBe(403);
  expect((await fetch(address(), { method: "POST", headers: asService() })).status).toBe(412);
  expect(await filesOnDisk()).toBe(files);
});

test("with x-upsert a file is replaced, and the old one is gone from the disk", async () => {
  const files = await filesOnDisk();
  const bytes = randomBytes(120_000);
  await send("parts/a.png", bytes, { upsert: true });
  expect((await stored("parts/a.png"))?.equals(bytes)).toBe(true);
  expect(await filesOnDisk()).toBe(files);
});
