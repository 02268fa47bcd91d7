import { jpegComment } from "../luminous/media/jpeg-comment";
import { OpenaiError } from "./openai-error";
import type { InputItem } from "./response-request";

const starts: Readonly<Record<string, readonly number[]>> = {
  "image/jpeg": [0xff, 0xd8, 0xff],
  "image/png": [0x89, 0x50, 0x4e, 0x47],
  "image/gif": [0x47, 0x49, 0x46],
  "image/webp": [0x52, 0x49, 0x46, 0x46],
};
const UNKNOWN = "A picture that this stand-in did not draw, and so cannot describe.";

/** Every picture of the input, checked as the service checks it. */
function picturesIn(input: InputItem[]): Buffer[] {
  return input.flatMap((item, n) => {
    if (!("role" in item) || typeof item.content === "string") return [];
    return item.content.flatMap((part, m) => {
      if (part.type !== "input_image") return [];
      const param = `input[${n}].content[${m}].image_url`;
      return [pictureOf(part, param)];
    });
  });
}

function pictureOf(
  part: { image_url?: string | null | undefined; detail?: string | undefined },
  param: string,
): Buffer {
  const [, type = "", data = ""] =
    /^data:([\w/+.-]+);base64,([A-Za-z0-9+/]+=*)$/.exec(part.image_url ?? "") ?? [];
  if (data === "") {
    throw new OpenaiError(400, "Pictures are sent as base64 data here, never as links.", param);
  }
  if (part.detail !== "low") {
    throw new OpenaiError(
      400,
      "'detail' must be 'low' here.",
      param.replace("image_url", "detail"),
    );
  }
  const bytes = Buffer.from(data, "base64");
  const start = starts[type];
  if (start === undefined || !start.every((byte, at) => bytes[at] === byte)) {
    const message = "The image data you provided does not represent a valid image.";
    throw new OpenaiError(400, message, param, "invalid_image");
  }
  return bytes;
}

/** What the last picture shows, as it says of itself; null without a picture, empty when it shows nothing. */
export function pictureWords(input: InputItem[]): string | null {
  const picture = picturesIn(input).at(-1);
  if (picture === undefined) return null;
  return jpegComment(picture) ?? UNKNOWN;
}
