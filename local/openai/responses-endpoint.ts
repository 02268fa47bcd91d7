import type { Faults } from "../providers/faults";
import { type Endpoint, NO_REPLY } from "../providers/provider-request";
import { buildResponse } from "./build-response";
import { composeOutput, scriptedOutput } from "./compose-output";
import { unansweredLines } from "./customer-lines";
import { faultReply } from "./openai-error";
import { parseResponseRequest } from "./parse-response-request";
import type { ScriptQueue } from "./script-queue";

/** `POST /responses`: checked first, then faults, then a scripted or composed answer. */
export function responsesEndpoint(parts: {
  faults: Faults;
  script: ScriptQueue;
  now: () => Date;
}): Endpoint {
  const { faults, script, now } = parts;
  let serial = 0;

  return async (request) => {
    const parsed = parseResponseRequest(request.json);
    const about = { text: JSON.stringify(request.json) };
    const fault = await faults.meet("responses", about, request.signal);
    if (fault !== null) request.record({ fault: fault.kind, outcome: "failed" });
    if (fault?.kind === "hang") return NO_REPLY;
    if (fault?.kind === "status") return faultReply(fault.status, fault.retry_after_s, fault);

    const { format } = parsed.text;
    const dictated = script.take({
      schema: format.type === "json_schema" ? format.name : null,
      text: unansweredLines(parsed.input).join("\n"),
    });
    const output = dictated === null ? composeOutput(parsed) : scriptedOutput(dictated, parsed);
    serial += 1;
    return { status: 200, body: buildResponse(parsed, output, { serial, at: now() }) };
  };
}
