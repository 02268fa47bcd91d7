import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Providers, startProviders } from "../../providers/start-providers";
import { callStandIn, type StandIn, sendAnswer } from "./call-stand-in";
import { type AppDouble, startAppDouble } from "./start-app-double";

let app: AppDouble;
let providers: Providers;
let api: StandIn;
let bucket: Server;
let address: string;

beforeEach(async () => {
  app = await startAppDouble();
  providers = await startProviders({ port: 0, dataDir: null, webhookUrl: app.webhookUrl });
  api = callStandIn(providers.url);
  bucket = createServer((request, response) => {
    const isThere = request.url === "/label.png";
    response.writeHead(isThere ? 200 : 400, { "content-type": "image/png" });
    response.end("the bytes");
  });
  await new Promise<void>((resolve) => bucket.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await providers.close();
  await app.close();
  bucket.close();
});

const send = (body: object) =>
  api.platform("POST", "/api/send/media", {
    ...{ phone: "+256700000101", media_type: "image" },
    ...body,
  });
const label = { caption: "label.png", file_name: "label.png" };

describe("a file that is sent", () => {
  it("is fetched from its address and lies on the phone, without the caption", async () => {
    const answer = sendAnswer.parse(
      await (await send({ ...label, media_url: `${address}/label.png` })).json(),
    );
    expect(answer.data.success).toBe(true);
    const { id } = await api.customer("Namukasa Ruth");
    const shown = await fetch(`${providers.url}/_local/customers/${id}/messages`);
    const { messages } = await shown.json();
    expect(messages).toMatchObject([
      { kind: "image", text: "", file: { mime_type: "image/png", name: null } },
    ]);
    const bytes = await fetch(`${providers.url}/_local/files/${messages[0].file.id}`);
    expect(await bytes.json()).toEqual({ mime_type: "image/png", data: btoa("the bytes") });
  });

  it("is refused by Meta's code when its address gives nothing, and needs every field", async () => {
    const gone = sendAnswer.parse(
      await (await send({ ...label, media_url: `${address}/gone.png` })).json(),
    );
    expect(gone.data).toMatchObject({ success: false, data: { error: { code: 131053 } } });
    const bare = await send({ media_url: `${address}/label.png`, file_name: "label.png" });
    expect(bare.status).toBe(400);
  });
});
