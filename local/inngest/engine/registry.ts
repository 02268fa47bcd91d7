import type { FunctionConfig, Registration } from "../protocol/function-config";
import { validateFunction } from "../protocol/validate-function";
import type { Engine } from "./engine";
import type { AppRecord } from "./records";

export interface RegisteredFunction extends FunctionConfig {
  appId: string;
}

interface App {
  record: AppRecord;
  fingerprint: string;
}

/** Which apps and functions there are, and which functions an event name starts. */
export class Registry {
  readonly apps = new Map<string, App>();
  readonly functions = new Map<string, RegisteredFunction>();
  private readonly exact = new Map<string, RegisteredFunction[]>();
  private wildcards: RegisteredFunction[] = [];

  constructor(private readonly engine: Engine) {}

  /**
   * Replaces the functions of an app. False when nothing changed. Throws, and changes nothing, when
   * any function is invalid.
   */
  register(registration: Registration): boolean {
    const { id, url, functions } = registration;
    const fingerprint = JSON.stringify([url, functions]);
    if (this.apps.get(id)?.fingerprint === fingerprint) return false;
    const configs = functions.map((raw) => ({ ...validateFunction(raw), appId: id }));
    for (const config of configs) {
      const owner = this.functions.get(config.id)?.appId;
      if (owner !== undefined && owner !== id) {
        throw new Error(`function ${config.id} is invalid: app ${owner} has a function of that id`);
      }
    }
    const record = { id, url, functions };
    this.install(record, configs);
    this.engine.store.put("app", id, record);
    this.engine.crons.reschedule();
    this.engine.options.log(`synced ${id}: ${configs.length} functions`);
    this.engine.intake.releaseHeld();
    return true;
  }

  /** Takes up an app from disk. */
  restore(record: AppRecord): void {
    const configs = record.functions.map((raw) => ({ ...validateFunction(raw), appId: record.id }));
    this.install(record, configs);
  }

  /** Functions with a trigger for this event name; their conditions are not yet checked. */
  listeners(eventName: string): RegisteredFunction[] {
    return [...(this.exact.get(eventName) ?? []), ...this.wildcardsOf(eventName)];
  }

  private wildcardsOf(eventName: string): RegisteredFunction[] {
    return this.wildcards.filter((fn) =>
      fn.triggers.some((t) => "event" in t && isWildcardOf(t.event, eventName)),
    );
  }

  private install(record: AppRecord, configs: RegisteredFunction[]): void {
    for (const fn of this.functions.values()) {
      if (fn.appId === record.id) this.functions.delete(fn.id);
    }
    for (const fn of configs) this.functions.set(fn.id, fn);
    const fingerprint = JSON.stringify([record.url, record.functions]);
    this.apps.set(record.id, { record, fingerprint });
    this.index();
  }

  private index(): void {
    this.exact.clear();
    this.wildcards = [];
    for (const fn of this.functions.values()) {
      const names = fn.triggers.flatMap((t) => ("event" in t ? [t.event] : []));
      for (const name of new Set(names.filter((n) => !n.endsWith("*")))) {
        this.exact.set(name, [...(this.exact.get(name) ?? []), fn]);
      }
      if (names.some((n) => n.endsWith("*"))) this.wildcards.push(fn);
    }
  }
}

/** True when `pattern` ends in `*` and the name starts with what comes before it. */
export function isWildcardOf(pattern: string, name: string): boolean {
  return pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1));
}
