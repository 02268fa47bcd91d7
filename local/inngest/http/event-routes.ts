import { parseIncomingEvents } from "../protocol/incoming-event";
import { sameSecret } from "../protocol/signature";
import { ok, type Route } from "./route";

/** `POST /e/:key`: the event API. Answers only after the events are on disk. */
export function eventRoutes(eventKey: string | undefined): Route[] {
  return [
    {
      method: "POST",
      path: /^\/e\/([^/]+)$/,
      access: "open",
      async answer({ engine, parameters, headers, body }) {
        if (eventKey !== undefined && !sameSecret(parameters[0] ?? "", eventKey)) {
          return { status: 401, body: { ids: [], status: 401, error: "Event key not found" } };
        }
        let events: ReturnType<typeof parseIncomingEvents>;
        try {
          events = parseIncomingEvents(body);
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          return { status: 400, body: { ids: [], status: 400, error: message } };
        }
        const seed = headers["x-inngest-event-id-seed"];
        const ids = engine.intake.accept(events, typeof seed === "string" ? seed : undefined);
        await engine.store.committed();
        return ok({ ids, status: 200 });
      },
    },
  ];
}
