import OpenAI, { toFile } from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { makeSample, sampleFiles } from "../../luminous/media/sample-files";
import { required, startOpenai, type TestOpenai } from "./start-openai";

let openai: TestOpenai;
beforeAll(async () => {
  openai = await startOpenai();
});
afterAll(() => openai.providers.close());

const wordsOf = (name: string) => sampleFiles.find((each) => each.name === name)?.words;
const format = zodTextFormat(
  z.object({ has_content: z.boolean(), description: z.string() }),
  "picture_description",
);
const dataUrl = (bytes: Buffer, type = "image/jpeg") =>
  `data:${type};base64,${bytes.toString("base64")}`;
const look = (image_url: string, detail: "low" | "high" = "low") =>
  openai.client.responses.create({
    ...required,
    input: [{ role: "user", content: [{ type: "input_image", image_url, detail }] }],
    text: { format },
  });

describe("a picture", () => {
  it("is described by the words that it carries, and a dark one has nothing to be seen", async () => {
    const parcel = await look(dataUrl(await makeSample("damaged-parcel")));
    expect(JSON.parse(parcel.output_text)).toEqual({
      has_content: true,
      description: wordsOf("damaged-parcel"),
    });
    const dark = await look(dataUrl(await makeSample("dark")));
    expect(JSON.parse(dark.output_text)).toEqual({ has_content: false, description: "" });
  });

  it("is refused as a link, in high detail, or when it is no picture", async () => {
    const photo = dataUrl(await makeSample("dark"));
    await expect(look("https://files.example/photo.jpg")).rejects.toMatchObject({ status: 400 });
    await expect(look(photo, "high")).rejects.toMatchObject({ status: 400 });
    const noPicture = dataUrl(Buffer.from("no picture at all"));
    await expect(look(noPicture)).rejects.toMatchObject({ code: "invalid_image" });
    await expect(look(photo.replace("jpeg", "heic"))).rejects.toMatchObject({ status: 400 });
  });
});

describe("a recording", () => {
  const transcribe = async (bytes: Buffer, name = "voice.ogg", language?: string) =>
    openai.client.audio.transcriptions.create({
      file: await toFile(bytes, name, { type: "audio/ogg" }),
      model: "gpt-transcribe",
      ...(language && { language }),
    });

  it("is written out by the words that it carries, with what that used", async () => {
    const note = await transcribe(await makeSample("where-is-my-parcel"), "voice.ogg", "en");
    expect(note.text).toBe(wordsOf("where-is-my-parcel"));
    expect(note.usage).toMatchObject({ type: "duration", seconds: expect.any(Number) });
    expect((await transcribe(await makeSample("silence"))).text).toBe("");
  });

  it("needs a name that says what it is, and a known language", async () => {
    const note = await makeSample("silence");
    await expect(transcribe(note, "voice.audio")).rejects.toMatchObject({ status: 400 });
    await expect(transcribe(note, "voice.ogg", "lg")).rejects.toMatchObject({ param: "language" });
  });

  it("meets the faults that are set for it", async () => {
    const fault = {
      target: "transcriptions",
      kind: "status",
      status: 429,
      retry_after_s: 2,
      times: 1,
    };
    await openai.local("POST", "/faults", fault);
    const note = await makeSample("silence");
    await expect(transcribe(note)).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    expect((await transcribe(note)).text).toBe("");
  });
});

describe("the agent's answer", () => {
  const answer = async (text: string) => {
    const input = [{ role: "user" as const, content: text }];
    return (await openai.client.responses.create({ ...required, input })).output_text;
  };

  it("says what is in photo, voice note and document, and answers the words that came with them", async () => {
    expect(
      await answer(
        "<customer_message>[Image] Look at this\n[The photo shows: A torn box.]</customer_message>",
      ),
    ).toMatch(/photo: A torn box\.[\s\S]*Thank you for telling me/);
    expect(
      await answer("<customer_message>[Voice note] Where is my parcel?</customer_message>"),
    ).toMatch(/listened to your voice note: “Where is my parcel\?”[\s\S]*parcel number/);
    expect(
      await answer(
        "<customer_message>[Document: a.pdf]\n[The document says: Invoice 7\nTotal: 12]</customer_message>",
      ),
    ).toMatch(/read your document: Invoice 7; Total: 12\./);
  });

  it("says so when it could not look or listen", async () => {
    expect(
      await answer(
        "<file_note>The photo of this message has not been looked at yet. Unknown.</file_note>\n<customer_message>[Image]</customer_message>",
      ),
    ).toBe("I could not look at your photo yet.");
    expect(
      await answer(
        "<file_note>Nobody is heard speaking in the recording of this message.</file_note>\n<customer_message>[Voice note]</customer_message>",
      ),
    ).toBe("I could not hear anybody speak in your recording.");
  });
});
