import { z } from "zod";
import type { LocalRoute } from "../../providers/local-route";
import type { CustomerFiles } from "./customer-files";
import { makeSample, sampleFiles } from "./sample-files";

const newFileSchema = z.strictObject({
  mime_type: z.string().regex(/^[\w.+-]{1,80}\/[\w.+-]{1,80}$/),
  name: z.string().min(1).max(200).nullable().default(null),
  /** Base64. */
  data: z.base64().min(1),
});

/** The files that simulated phones can send: samples, and what the simulator's user puts up. */
export function fileRoutes(files: CustomerFiles, now: () => Date): LocalRoute[] {
  return [
    {
      method: "GET",
      path: /^\/files$/,
      handle: async () => ({
        status: 200,
        body: {
          samples: sampleFiles.map(({ name, kind, mimeType, fileName, words }) => {
            return { name, kind, mime_type: mimeType, file_name: fileName, words };
          }),
        },
      }),
    },
    {
      method: "POST",
      path: /^\/files$/,
      handle: async ({ json }) => {
        const { mime_type, name, data } = newFileSchema.parse(json);
        const bytes = Buffer.from(data, "base64");
        const kept = files.keep({ bytes, mimeType: mime_type, fileName: name }, now());
        return { status: 200, body: { id: kept.id } };
      },
    },
    {
      method: "GET",
      path: /^\/files\/([\w.-]{1,100})$/,
      handle: async ({ params: [wanted = ""] }) => {
        const sample = sampleFiles.find((each) => each.name === wanted);
        const file = sample
          ? { mimeType: sample.mimeType, bytes: await makeSample(sample.name) }
          : files.find(wanted);
        if (!file) return { status: 404, body: { error: "There is no such file." } };
        const data = file.bytes.toString("base64");
        return { status: 200, body: { mime_type: file.mimeType, data } };
      },
    },
  ];
}
