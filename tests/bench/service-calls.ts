/** What the service asks of the database by itself, over and over; `sql` is one expression. */
export type ServiceCall = {
  name: string;
  sql: string;
  rounds: number;
  /** Called by a function of the superuser's own in production, and taken back here after each round. */
  asOwner?: true;
};

const settings = JSON.stringify({
  ...{
    grace_ms: 10_000,
    lease_ms: 60_000,
    fact_min_messages: 4,
    min_messages: 4,
    idle_minutes: 30,
  },
  ...{ idle_ms: 1_800_000, tells: false, remind_hours: 6, keep_days: 30, notify: [] },
  limits: {
    ...{ hand_over_minutes: 15, privacy_days: 5 },
    queue_minutes: {
      ...{ turns: 5, sends: 5, echoes: 30, embeddings: 30, media: 30, reprocessing: 30 },
    },
  },
});
const retention = JSON.stringify({
  ...{ messages: 30, events: 7, media: 7, summaries: 365, jobs: 30, audit: 1095 },
});
const classes = [
  ...["messages", "turns", "prompts", "events", "summaries", "tickets", "requests", "sessions"],
  ...["customers", "jobs", "sign_ins", "audit"],
];
const each = { rounds: 40 };

/** `/metrics`, the alerts and the redrive of each minute, and the first batches of a night. */
export const serviceCalls: ServiceCall[] = [
  {
    name: "scrape: every figure of /metrics from the database",
    sql: "public.metrics_now()",
    ...each,
  },
  {
    name: "alerts: what holds now, each minute",
    sql: `public.raise_alerts('${settings}')`,
    ...each,
  },
  {
    name: "readyz: the database's answer",
    sql: "(select user_id from public.staff limit 1)",
    ...each,
  },
  ...[
    `find_unfinished('${settings}')`,
    `find_due_summaries('${settings}')`,
    `find_unembedded('${settings}')`,
    "find_requested_reprocessing()",
    "find_media_work(10000)",
    "find_understanding_work(10000)",
    "find_export_work()",
    "find_unfinished_erasures()",
    "find_opening_codes()",
  ].map((sql) => ({
    name: `redrive: ${sql.split("(")[0]}`,
    sql: `public.${sql}`,
    ...each,
  })),
  ...classes.map((name) => ({
    name: `first batch of a night: ${name}`,
    sql: `public.retire_batch('${name}', '${retention}', now(), null, 500)`,
    rounds: 5,
    asOwner: true as const,
  })),
];
