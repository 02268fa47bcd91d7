import { matches } from "../protocol/expressions";
import type { IncomingEvent } from "../protocol/incoming-event";
import { seededUlid, ulid } from "../protocol/ulid";
import type { Engine } from "./engine";
import type { InngestEvent, ReceivedEvent } from "./records";
import { isWildcardOf, type RegisteredFunction } from "./registry";
import { startFunction } from "./start-function";

/** How long a re-sent POST (same seed) is recognised; the SDK gives up after a few seconds. */
const RESEND_MS = 120_000;

/** Takes events in and gives each to the functions and the waiting runs that it concerns. */
export class Intake {
  private readonly held = new Map<string, ReceivedEvent>();

  constructor(private readonly engine: Engine) {}

  /**
   * Accepts the events of one request and returns their ids. They are safe once
   * `store.committed()` has resolved, which the caller awaits before it answers.
   */
  accept(events: IncomingEvent[], seed: string | undefined): string[] {
    return events.map((incoming, index) => {
      const now = this.engine.clock.now();
      const seeded = seededUlid(seed, index + 1);
      const internalId = seeded ?? ulid(now);
      if (seeded && !this.engine.idempotency.claim(`resend|${seeded}`, RESEND_MS)) return seeded;
      this.take({ internalId, event: complete(incoming, internalId, now) });
      return internalId;
    });
  }

  /** Routes an event of the engine's own (`inngest/…`). */
  publish(received: ReceivedEvent): void {
    this.engine.pauses.resumeBy(received.event);
    for (const fn of this.engine.registry.listeners(received.event.name)) {
      if (triggeredBy(fn, received.event)) startFunction(this.engine, fn, received);
    }
  }

  /** Events that came before any app was known start their functions now. */
  releaseHeld(): void {
    const waiting = [...this.held.values()];
    this.held.clear();
    for (const received of waiting) {
      this.engine.store.remove("held", received.internalId);
      this.publish(received);
    }
  }

  restoreHeld(received: ReceivedEvent): void {
    this.held.set(received.internalId, received);
  }

  private take(received: ReceivedEvent): void {
    this.engine.events.add(received);
    if (this.engine.options.expectsApps && this.engine.registry.apps.size === 0) {
      this.held.set(received.internalId, received);
      this.engine.store.put("held", received.internalId, received);
      return;
    }
    this.publish(received);
  }
}

function complete(incoming: IncomingEvent, internalId: string, now: number): InngestEvent {
  const { _inngest: _reserved, ...data } = incoming.data ?? {};
  return {
    id: incoming.id || internalId,
    name: incoming.name,
    data,
    ts: incoming.ts || now,
    user: incoming.user ?? {},
    ...(incoming.v === undefined ? {} : { v: incoming.v }),
  };
}

function triggeredBy(fn: RegisteredFunction, event: InngestEvent): boolean {
  return fn.triggers.some(
    (trigger) =>
      "event" in trigger &&
      (trigger.event === event.name || isWildcardOf(trigger.event, event.name)) &&
      matches(trigger.expression, { event }),
  );
}
