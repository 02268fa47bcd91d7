import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import type { SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunningSupabase } from "../start-supabase";
import { clientOf, signedInClient, startSample } from "./start-sample";

let supabase: RunningSupabase;
let service: SupabaseClient;
let owner: { client: SupabaseClient; userId: string };
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "storage-test-"));
  supabase = await startSample({ dataDir });
  service = clientOf(supabase, supabase.serviceRoleKey);
  owner = await signedInClient(supabase, "files@example.test");
});
afterAll(async () => {
  await supabase.close();
  await rm(dataDir, { recursive: true, force: true });
});

const labels = (client: SupabaseClient) => client.storage.from("labels");
beforeEach(async () => {
  const objects = await supabase.query<{ name: string }>("select name from storage.objects");
  if (objects.length > 0) await labels(service).remove(objects.map(({ name }) => name));
});

async function filesOnDisk(): Promise<number> {
  const entries = await readdir(path.join(dataDir, "storage"), {
    recursive: true,
    withFileTypes: true,
  });
  return entries.filter((entry) => entry.isFile()).length;
}

test("buckets are read, not made", async () => {
  expect((await service.storage.listBuckets()).data).toMatchObject([
    { id: "labels", public: false, file_size_limit: 1_000_000 },
  ]);
  expect((await service.storage.getBucket("labels")).data).toMatchObject({ name: "labels" });
  expect((await service.storage.getBucket("nope")).error).toMatchObject({
    status: 400,
    statusCode: "404",
  });
  expect((await service.storage.createBucket("more")).error).toMatchObject({ status: 501 });
});

test("a streamed file comes back byte for byte, with its description", async () => {
  const bytes = randomBytes(700_000);
  const name = "a b/photo (1).png";
  const stream = Readable.toWeb(
    Readable.from([bytes.subarray(0, 300_000), bytes.subarray(300_000)]),
  );
  const uploaded = await labels(service).upload(name, stream as ReadableStream<Uint8Array>, {
    contentType: "image/png",
    cacheControl: "60",
    metadata: { sender: "x" },
    duplex: "half",
  });
  expect(uploaded).toMatchObject({ error: null, data: { path: name, fullPath: `labels/${name}` } });
  const downloaded = await labels(service).download(name);
  expect(downloaded.data?.type).toBe("image/png");
  expect(
    Buffer.from((await downloaded.data?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(bytes),
  ).toBe(true);
  expect((await labels(service).info(name)).data).toMatchObject({
    size: 700_000,
    contentType: "image/png",
    cacheControl: "max-age=60",
    etag: `"${createHash("md5").update(bytes).digest("hex")}"`,
    metadata: { sender: "x" },
  });
  expect((await labels(service).exists(name)).data).toBe(true);
  expect((await labels(service).exists("none.png")).data).toBe(false);
});

test("a Blob goes as a form; duplicates are refused, upsert and update replace", async () => {
  const write = (text: string, upsert: boolean) =>
    labels(service).upload("note.txt", new Blob([text], { type: "text/plain" }), { upsert });
  expect((await write("one", false)).error).toBeNull();
  const files = await filesOnDisk();
  expect((await write("two", false)).error).toMatchObject({ status: 400, statusCode: "409" });
  expect((await write("three", true)).error).toBeNull();
  expect(
    (await labels(service).update("note.txt", Buffer.from("four"), { contentType: "text/plain" }))
      .error,
  ).toBeNull();
  expect(await (await labels(service).download("note.txt")).data?.text()).toBe("four");
  expect(await filesOnDisk()).toBe(files);
  expect(
    (await labels(service).update("absent.txt", Buffer.from("x"), { contentType: "text/plain" }))
      .error,
  ).toMatchObject({ statusCode: "404" });
});

test("size, type, key and bucket are checked, and nothing is left behind", async () => {
  const files = await filesOnDisk();
  const upload = (name: string, body: Buffer, contentType: string) =>
    labels(service).upload(name, body, { contentType });
  expect((await upload("big.png", randomBytes(1_000_001), "image/png")).error).toMatchObject({
    statusCode: "413",
  });
  const endless = Readable.toWeb(
    Readable.from(
      (function* () {
        for (let i = 0; i < 64; i++) yield randomBytes(64 * 1024);
      })(),
    ),
  );
  const streamed = await labels(service).upload("big2.png", endless as ReadableStream<Uint8Array>, {
    contentType: "image/png",
    duplex: "half",
  });
  expect(streamed.error).toMatchObject({ statusCode: "413" });
  expect((await upload("x.pdf", Buffer.from("x"), "application/pdf")).error).toMatchObject({
    statusCode: "415",
  });
  expect((await upload("bad\u0001key", Buffer.from("x"), "text/plain")).error).toMatchObject({
    message: "Invalid key",
  });
  expect((await service.storage.from("nope").upload("x", Buffer.from("x"))).error).toMatchObject({
    statusCode: "404",
  });
  expect(await filesOnDisk()).toBe(files);
});

test("listing shows one folder", async () => {
  for (const name of ["list/a.txt", "list/b.txt", "list/deep/c.txt"]) {
    await labels(service).upload(name, Buffer.from(name), { contentType: "text/plain" });
  }
  const all = await labels(service).list("list");
  expect(all.data?.map(({ name, id }) => [name, id === null])).toEqual([
    ["a.txt", false],
    ["b.txt", false],
    ["deep", true],
  ]);
  const page = await labels(service).list("list", {
    limit: 1,
    offset: 1,
    sortBy: { column: "name", order: "desc" },
  });
  expect(page.data?.map(({ name }) => name)).toEqual(["b.txt"]);
  expect(
    (await labels(service).list("list", { search: "B" })).data?.map(({ name }) => name),
  ).toEqual(["b.txt"]);
});

test("policies decide what a user may write and read", async () => {
  const mine = `${owner.userId}/mine.txt`;
  const body = Buffer.from("mine");
  const options = { contentType: "text/plain" };
  expect((await labels(owner.client).upload(mine, body, options)).error).toBeNull();
  expect((await labels(owner.client).upload("elsewhere/x.txt", body, options)).error).toMatchObject(
    { statusCode: "403" },
  );
  expect(await (await labels(owner.client).download(mine)).data?.text()).toBe("mine");
  expect((await labels(clientOf(supabase, supabase.anonKey)).info(mine)).error).toMatchObject({
    statusCode: "404",
    code: "NoSuchKey",
  });
  // No policy lets owners delete: hosted answers with an empty list, not with an error.
  expect((await labels(owner.client).remove([mine])).data).toEqual([]);
  expect((await labels(service).exists(mine)).data).toBe(true);
});

test("removal takes row and file; SQL may not delete rows", async () => {
  await labels(service).upload("bin/x.txt", Buffer.from("x"), { contentType: "text/plain" });
  const files = await filesOnDisk();
  expect((await labels(service).remove(["bin/x.txt", "bin/none.txt"])).data).toMatchObject([
    { name: "bin/x.txt" },
  ]);
  expect(await filesOnDisk()).toBe(files - 1);
  await expect(supabase.query("delete from storage.objects")).rejects.toThrow(
    "Direct deletion from storage tables",
  );
});

test("a signed URL works without a key, for a range too, until it expires", async () => {
  await labels(service).upload("signed/a b.txt", Buffer.from("0123456789"), {
    contentType: "text/plain",
  });
  const signed = await labels(service).createSignedUrl("signed/a b.txt", 60, {
    download: "name.txt",
  });
  const url = signed.data?.signedUrl ?? "";
  const whole = await fetch(url);
  expect(await whole.text()).toBe("0123456789");
  expect(whole.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''name.txt");
  const part = await fetch(url, { headers: { range: "bytes=2-4" } });
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
    206,
    "bytes 2-4/10",
    "234",
  ]);
  const other = await fetch(url.replace("a%20b.txt", "other.txt"));
  expect([other.status, (await other.json()).code]).toEqual([400, "InvalidSignature"]);
  const several = await labels(service).createSignedUrls(["signed/a b.txt", "none.txt"], 60);
  expect(several.data).toMatchObject([
    { error: null },
    { error: expect.stringContaining("does not exist") },
  ]);
  expect((await labels(service).createSignedUrl("none.txt", 60)).error).toMatchObject({
    code: "NoSuchKey",
  });

  const brief = await labels(service).createSignedUrl("signed/a b.txt", 1);
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  expect((await fetch(brief.data?.signedUrl ?? "")).status).toBe(400);
});

test("copy, move, public files and signed uploads are not spoken", async () => {
  expect((await labels(service).copy("note.txt", "copy.txt")).error).toMatchObject({ status: 501 });
  expect((await labels(service).move("note.txt", "moved.txt")).error).toMatchObject({
    status: 501,
  });
  expect((await labels(service).createSignedUploadUrl("up.txt")).error).toMatchObject({
    status: 501,
  });
});
