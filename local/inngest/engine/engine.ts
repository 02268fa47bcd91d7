import type { Store } from "../store/store";
import { AwayApps } from "./away-apps";
import { Batches } from "./batches";
import { Clock } from "./clock";
import { Crons } from "./crons";
import { Debounces } from "./debounces";
import { Dispatcher } from "./dispatcher";
import { EventLog } from "./event-log";
import { Idempotency } from "./idempotency";
import { Intake } from "./intake";
import { Pauses } from "./pauses";
import { Queue } from "./queue";
import { RateLimits } from "./rate-limits";
import { Registry } from "./registry";
import { Runs } from "./runs";
import { Settling } from "./settling";
import type { EngineOptions } from "./state";
import { Steps } from "./steps";

const SWEEP_EVERY_MS = 30_000;

/** The parts of one engine. Each part owns one job and reaches the others through here. */
export class Engine {
  readonly clock: Clock;
  readonly registry = new Registry(this);
  readonly intake = new Intake(this);
  readonly events = new EventLog(this);
  readonly idempotency = new Idempotency(this);
  readonly batches = new Batches(this);
  readonly debounces = new Debounces(this);
  readonly rates = new RateLimits(this);
  readonly crons = new Crons(this);
  readonly runs = new Runs(this);
  readonly steps = new Steps(this);
  readonly pauses = new Pauses(this);
  readonly queue = new Queue(this);
  readonly away = new AwayApps(this);
  readonly dispatcher = new Dispatcher(this);
  readonly settling = new Settling(this);
  private readonly sweeper: NodeJS.Timeout;

  constructor(
    readonly options: EngineOptions,
    readonly store: Store,
  ) {
    this.clock = new Clock((offset) => store.put("offset", "clock", offset));
    this.sweeper = setInterval(() => this.sweep(), SWEEP_EVERY_MS).unref();
  }

  /** Forgets what has expired; keeps memory and file from growing with the number of events. */
  sweep(): void {
    this.idempotency.sweep();
    this.rates.sweep();
  }

  /** Stops timers and requests. What is stored stays and is taken up again by the next engine. */
  async stop(): Promise<void> {
    this.clock.stop();
    this.away.stop();
    clearInterval(this.sweeper);
    await this.dispatcher.stop();
    this.store.close();
  }
}
