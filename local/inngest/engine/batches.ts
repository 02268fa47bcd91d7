import { parseDuration } from "../protocol/durations";
import { groupKey } from "../protocol/expressions";
import type { FunctionConfig } from "../protocol/function-config";
import type { Timer } from "./clock";
import type { Engine } from "./engine";
import type { BatchRecord, ReceivedEvent } from "./records";
import type { RegisteredFunction } from "./registry";

type Rule = NonNullable<FunctionConfig["batchEvents"]>;

/** Events gathered per key until the batch is full or its timeout passes. */
export class Batches {
  private readonly open = new Map<string, { record: BatchRecord; timer: Timer }>();

  constructor(private readonly engine: Engine) {}

  add(fn: RegisteredFunction, rule: Rule, received: ReceivedEvent): void {
    const key = `${fn.id}|${groupKey(rule.key, { event: received.event })}`;
    const batch = this.open.get(key) ?? this.begin(key, fn.id, parseDuration(rule.timeout));
    if (batch.record.received.some((r) => r.event.id === received.event.id)) {
      this.engine.runs.skip(fn, received, "duplicate event id");
      return;
    }
    batch.record.received.push(received);
    this.engine.store.put("batch", key, batch.record);
    if (batch.record.received.length >= rule.maxSize) this.flush(key);
  }

  restore(record: BatchRecord): void {
    const timer = this.engine.clock.at(record.flushAt, () => this.flush(record.key));
    this.open.set(record.key, { record, timer });
  }

  private begin(key: string, functionId: string, timeoutMs: number) {
    const record = { key, functionId, received: [], flushAt: this.engine.clock.now() + timeoutMs };
    const batch = { record, timer: this.engine.clock.at(record.flushAt, () => this.flush(key)) };
    this.open.set(key, batch);
    return batch as { record: BatchRecord; timer: Timer };
  }

  private flush(key: string): void {
    const batch = this.open.get(key);
    if (!batch) return;
    this.open.delete(key);
    this.engine.clock.cancel(batch.timer);
    this.engine.store.remove("batch", key);
    const fn = this.engine.registry.functions.get(batch.record.functionId);
    if (fn) this.engine.runs.create(fn, batch.record.received);
    else this.engine.options.log(`batch of removed function ${batch.record.functionId} dropped`);
  }
}
