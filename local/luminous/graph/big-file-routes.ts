import { z } from "zod";
import type { LocalRoute } from "../../providers/local-route";
import type { BigFiles } from "./big-files";

const newFileSchema = z.strictObject({
  bytes: z
    .number()
    .int()
    .min(1)
    .max(300 * 1024 * 1024),
});

/** `POST /_local/big-files {bytes}`: a PDF of that size, under a media id that nobody has sent yet. */
export function bigFileRoutes(bigFiles: BigFiles): LocalRoute[] {
  return [
    {
      method: "POST",
      path: /^\/big-files$/,
      handle: async ({ json }) => {
        const { id, mimeType, sha256, size } = bigFiles.make(newFileSchema.parse(json).bytes);
        return { status: 200, body: { id, mime_type: mimeType, sha256, size } };
      },
    },
  ];
}
