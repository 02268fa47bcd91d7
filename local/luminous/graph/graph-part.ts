import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Readable } from "node:stream";
import type { Fault, Faults } from "../../providers/faults";
import {
  type Endpoint,
  NO_REPLY,
  type Part,
  type ProviderRequest,
  type Reply,
} from "../../providers/provider-request";
import type { CustomerFiles } from "../media/customer-files";
import type { SettingsKeeper } from "../settings";
import { type BigFiles, bigPieces } from "./big-files";
import { type Damage, downloadPieces } from "./download-pieces";
import { graphError } from "./graph-error";

type ServedFile = {
  mimeType: string;
  size: number;
  sha256: string;
  at: Date;
  pieces: Iterable<Buffer>;
};

/** An injected fault: what it does to the bytes or the address, or the whole answer. */
type Met = { damage: Damage | null; address: string | null; reply: Reply | typeof NO_REPLY };

/**
 * The WhatsApp Graph API as far as media go: `GET /v…/<media id>` tells where a file lies, and
 * `GET /download` gives it. An address lives five minutes, an id seven days; both want the token.
 */
export function createGraphPart(parts: {
  files: CustomerFiles;
  bigFiles: BigFiles;
  settings: SettingsKeeper;
  faults: Faults;
  token: string;
  now: () => Date;
}): Part {
  const { files, bigFiles, settings, faults, token, now } = parts;
  const key = randomBytes(32);
  const sign = (id: string, until: string) =>
    createHmac("sha256", key).update(`${id}:${until}`).digest("hex");

  function find(id: string): ServedFile | null {
    const big = bigFiles.find(id);
    const file = big ?? files.find(id);
    if (file === null) return null;
    const age = now().getTime() - file.at.getTime();
    if (age > settings.get().media.idDays * 24 * 60 * 60 * 1_000) return null;
    if ("bytes" in file) return { ...file, size: file.bytes.length, pieces: slices(file.bytes) };
    return { ...file, pieces: bigPieces(file.size) };
  }

  const describe: Endpoint = async (request) => {
    const id = request.path.split("/")[2] ?? "";
    const fault = await meet("graph", request, id);
    if (fault !== null && fault.address === null) return fault.reply;
    if (!isAllowed(request, token)) return graphError(190, 401);
    const file = find(id);
    if (file === null) return graphError(100, 400, 33);
    const until = String(now().getTime() + settings.get().media.urlSeconds * 1_000);
    const query = new URLSearchParams({ mid: id, ext: until, hash: sign(id, until) });
    const body = {
      messaging_product: "whatsapp",
      url: fault?.address ?? `http://${request.headers.host}/graph/download?${query}`,
      mime_type: file.mimeType,
      sha256: Buffer.from(file.sha256, "base64").toString("hex"),
      file_size: file.size,
      id,
    };
    return { status: 200, body };
  };

  const download: Endpoint = async (request) => {
    const given = (name: string) => request.query.get(name) ?? "";
    const [id, until, hash] = [given("mid"), given("ext"), given("hash")];
    const fault = await meet("download", request, id);
    if (fault !== null && fault.damage === null) return fault.reply;
    if (!isAllowed(request, token)) return { status: 401, body: { error: "Unauthorized" } };
    const isCurrent = hash === sign(id, until) && Number(until) > now().getTime();
    const file = isCurrent ? find(id) : null;
    if (file === null) return { status: 404, body: { error: "URL signature expired" } };
    const pieces = downloadPieces(file.pieces, fault?.damage ?? null, request.signal);
    return {
      status: 200,
      headers: {
        "content-type": file.mimeType,
        // Too much of a file could not be sent under its true length.
        ...(fault?.damage?.kind === "too_long" ? {} : { "content-length": String(file.size) }),
      },
      body: Readable.from(pieces, { objectMode: false }),
    };
  };

  async function meet(
    target: "graph" | "download",
    request: ProviderRequest,
    id: string,
  ): Promise<Met | null> {
    const fault = await faults.meet(target, { text: id }, request.signal);
    if (fault === null) return null;
    request.record({ fault: fault.kind, outcome: "failed" });
    const address = fault.kind === "names_address" ? fault.to : null;
    return { damage: damageOf(fault), address, reply: replyOf(fault) };
  }

  return {
    name: "graph",
    find(method, path) {
      if (method !== "GET") return null;
      if (path === "/download") return { target: "download", handle: download };
      return /^\/v\d+\.\d+\/[\w.-]+$/.test(path) ? { target: "graph", handle: describe } : null;
    },
  };
}

function replyOf(fault: Fault): Reply | typeof NO_REPLY {
  if (fault.kind === "redirect") return { status: 302, headers: { location: fault.to }, body: {} };
  if (fault.kind !== "status") return NO_REPLY;
  const after = fault.retry_after_s;
  const reply = graphError(Number(fault.code ?? 1), fault.status);
  return after === undefined ? reply : { ...reply, headers: { "retry-after": String(after) } };
}

function damageOf(fault: Fault): Damage | null {
  const { kind } = fault;
  return kind === "wrong_bytes" ||
    kind === "wrong_type" ||
    kind === "break_off" ||
    kind === "stall" ||
    kind === "slow" ||
    kind === "too_long"
    ? fault
    : null;
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += 16 * 1024) {
    yield bytes.subarray(from, from + 16 * 1024);
  }
}

function isAllowed(request: ProviderRequest, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
