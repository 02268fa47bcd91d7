import type { Engine } from "./engine";
import type { ReceivedEvent } from "./records";

interface LoggedEvent {
  received: ReceivedEvent;
  runIds: string[];
}

/** The newest events and the runs they started, for inspection only. */
export class EventLog {
  private readonly log = new Map<string, LoggedEvent>();

  constructor(private readonly engine: Engine) {}

  add(received: ReceivedEvent): void {
    this.restore(received);
    this.engine.store.put("event", received.internalId, received);
    for (const oldest of this.log.keys()) {
      if (this.log.size <= this.engine.options.history) break;
      this.log.delete(oldest);
      this.engine.store.remove("event", oldest);
    }
  }

  restore(received: ReceivedEvent): void {
    this.log.set(received.internalId, { received, runIds: [] });
  }

  link(internalId: string, runId: string): void {
    this.log.get(internalId)?.runIds.push(runId);
  }

  get(internalId: string): LoggedEvent | undefined {
    return this.log.get(internalId);
  }

  newest(limit: number): LoggedEvent[] {
    return [...this.log.values()].reverse().slice(0, limit);
  }
}
