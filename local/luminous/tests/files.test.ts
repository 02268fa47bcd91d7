import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Providers, startProviders } from "../../providers/start-providers";
import { jpegComment } from "../media/jpeg-comment";
import { oggDescription } from "../media/ogg-opus";
import { makeSample, sampleFiles } from "../media/sample-files";
import { callStandIn, type StandIn } from "./call-stand-in";
import { type AppDouble, startAppDouble } from "./start-app-double";

let app: AppDouble;
let providers: Providers;
let api: StandIn;
let ruth: string;

beforeEach(async () => {
  app = await startAppDouble();
  providers = await startProviders({ port: 0, dataDir: null, webhookUrl: app.webhookUrl });
  api = callStandIn(providers.url);
  ruth = (await api.customer("Namukasa Ruth")).id;
});
afterEach(async () => {
  await providers.close();
  await app.close();
});

const announced = () => app.values("message.received").flatMap((value) => value.messages ?? []);
const fileAnswer = z.object({ mime_type: z.string(), data: z.base64() });
async function bytesOf(id: string) {
  const { body } = await api.local("GET", `/files/${id}`);
  return Buffer.from(fileAnswer.parse(body).data, "base64");
}

describe("sample files", () => {
  it("are what they claim to be, and carry what is to be seen or heard in them", async () => {
    for (const sample of sampleFiles) {
      const bytes = await makeSample(sample.name);
      expect((await fileTypeFromBuffer(bytes))?.mime, sample.name).toBe(sample.mimeType);
      if (sample.kind === "image") expect(jpegComment(bytes)).toBe(sample.words);
      if (sample.kind === "voice") expect(oggDescription(bytes)).toBe(sample.words);
    }
  });
});

describe("a customer's file", () => {
  it("is announced by an id of its own with its real checksum, and can be looked at on the phone", async () => {
    const messages = [
      { kind: "image", file: "running-shoes", caption: "These" },
      { kind: "image", file: "running-shoes" },
      { kind: "document" },
    ];
    await api.write(ruth, messages);
    const images = announced().filter(({ type }) => type === "image");
    const media = z.object({ id: z.string(), sha256: z.string(), mime_type: z.string() });
    const [first, second] = images.map(({ image }) => media.parse(image));
    expect(first?.id).not.toBe(second?.id);
    const bytes = await bytesOf(first?.id ?? "");
    expect(createHash("sha256").update(bytes).digest("base64")).toBe(first?.sha256);
    expect(announced()).toContainEqual(
      expect.objectContaining({
        document: expect.objectContaining({ filename: "invoice-1182.pdf" }),
      }),
    );
    const { body } = await api.local("GET", `/customers/${ruth}/messages`);
    expect(JSON.stringify(body)).toContain(`"file":{"id":"${first?.id}","mime_type":"image/jpeg"`);
  });

  it("may be one's own; an unknown one is refused and nothing is sent", async () => {
    const own = {
      mime_type: "image/png",
      name: "mine.png",
      data: Buffer.from("x").toString("base64"),
    };
    const put = z.object({ id: z.string() }).parse((await api.local("POST", "/files", own)).body);
    await api.write(ruth, [{ kind: "image", file: put.id }]);
    expect(announced()).toMatchObject([{ image: { mime_type: "image/png" } }]);
    const unknown = { messages: [{ kind: "image", file: "no-such-file" }] };
    expect((await api.local("POST", `/customers/${ruth}/messages`, unknown)).status).toBe(400);
    expect(announced()).toHaveLength(1);
    expect((await api.local("GET", "/files/no-such-file")).status).toBe(404);
  });
});
