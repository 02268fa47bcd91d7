import type { Json } from "@/lib/supabase/database.types";
import type { JsonObject } from "@/lib/webhook/intake-item";
import { isObject, objectOf, stringOf, textOf } from "@/lib/webhook/json-fields";
import { readJsonObject } from "@/lib/webhook/read-json-object";
import {
  inline,
  labelled,
  type RenderedMessage,
  type Renderer,
} from "@/lib/webhook/rendered-message";
import { storableObject } from "@/lib/webhook/storable-text";

/** Quick reply of a template: the words that were shown and the payload that we gave it. */
export const renderButton: Renderer = (message) => {
  const button = objectOf(message, "button") ?? {};
  const payload = textOf(button, "payload");
  const text = textOf(button, "text") ?? payload;
  return {
    text,
    readable: labelled("Button", text),
    payload: { button: { payload, text: textOf(button, "text") } },
    consent: { source: "button", shown: text, payload },
  };
};

function renderChoice(reply: JsonObject, kind: "button_reply" | "list_reply"): RenderedMessage {
  const id = textOf(reply, "id");
  const title = textOf(reply, "title") ?? id;
  const description = stringOf(reply, "description");
  const shown = title && description ? `${title}: ${description}` : title;
  return {
    text: title,
    readable: labelled(kind === "list_reply" ? "List choice" : "Button", shown),
    payload: { [kind]: { id, title: textOf(reply, "title"), description } },
    consent: { source: "button", shown: title, payload: id },
  };
}

/** More answers than a form has; the rest stays in the payload. */
const MAX_SHOWN_ANSWERS = 200;

function answerText(value: Json | undefined): string {
  if (typeof value === "string") return inline(value);
  if (Array.isArray(value) && value.every((entry) => typeof entry !== "object")) {
    return inline(value.join(", "));
  }
  return inline(JSON.stringify(value ?? null));
}

/** A Flow's answers arrive as JSON inside a string, which may be cut off or no JSON at all. */
function renderFlow(reply: JsonObject): RenderedMessage {
  const written = stringOf(reply, "response_json");
  const stated = objectOf(reply, "response_json");
  const read = written === null ? null : readJsonObject(new TextEncoder().encode(written));
  const answers = read?.ok ? storableObject(read.value) : stated;
  const flow = { name: stringOf(reply, "name"), body: stringOf(reply, "body") };
  if (!answers) {
    return {
      text: null,
      readable: "[Form with answers that cannot be read]",
      payload: { flow: { ...flow, answers: null, response_json: written } },
    };
  }
  const lines = Object.entries(answers)
    // The token says which form was sent to whom; it is ours, not an answer.
    .filter(([key]) => key !== "flow_token")
    .slice(0, MAX_SHOWN_ANSWERS)
    .map(([key, value]) => `${inline(key, 80)}: ${answerText(value)}`);
  return {
    text: null,
    readable: labelled("Form", lines.join("; ")),
    payload: { flow: { ...flow, answers } },
  };
}

/** Tapped buttons and list rows, and submitted Flows. */
export const renderInteractive: Renderer = (message) => {
  const interactive = objectOf(message, "interactive") ?? {};
  const button = objectOf(interactive, "button_reply");
  if (button) return renderChoice(button, "button_reply");
  const row = objectOf(interactive, "list_reply");
  if (row) return renderChoice(row, "list_reply");
  const flow = objectOf(interactive, "nfm_reply");
  if (flow) return renderFlow(flow);
  const subtype = stringOf(interactive, "type");
  return {
    text: null,
    readable: subtype ? `[Interactive reply: ${inline(subtype, 64)}]` : "[Interactive reply]",
    payload: isObject(interactive) ? { interactive } : {},
  };
};
