/** A list's first page as the console asks for it; `sql` is one expression, `args` its parameters. */
export type ConsoleList = {
  name: string;
  role: "support" | "admin";
  sql: string;
  args?: unknown[];
  targetMs: number;
};

const first = 200;
const search = 500;
const ofSessions = (
  filter: string,
  more: { assignee?: string; unread?: boolean } = {},
): ConsoleList => ({
  name: `sessions: ${[filter, more.assignee, more.unread && "unread"].filter(Boolean).join(", ")}`,
  role: "support",
  sql: "public.list_sessions($1, null, '256', null, 50, $2, $3)",
  args: [filter, more.assignee ?? "anyone", more.unread ?? false],
  targetMs: first,
});
const ofPeople = (name: string, query: string): ConsoleList => ({
  name: `people: ${name}`,
  role: "support",
  sql: "public.list_sessions('all', $1, '256', null, 50)",
  args: [query],
  targetMs: search,
});
const ofMessages = (name: string, query: string): ConsoleList => ({
  name: `search: ${name}`,
  role: "support",
  sql: "public.search_messages($1)",
  args: [query],
  targetMs: search,
});
const ofTickets = (filter: Record<string, string>): ConsoleList => ({
  name: `tickets: ${Object.values(filter).join(", ")}`,
  role: "support",
  sql: "public.list_tickets($1, null, 50)",
  args: [JSON.stringify({ calling_code: "256", ...filter })],
  targetMs: filter.search ? search : first,
});
const ofOperations = (
  name: string,
  list: string,
  filter: Record<string, string | string[]>,
): ConsoleList => ({
  name,
  role: "admin",
  sql: `public.${list}($1, null, 50)`,
  args: [JSON.stringify(filter)],
  targetMs: first,
});
const newestSession =
  "(select s.id from public.chat_sessions s order by s.last_message_at desc limit 1)";
/** Every list of the console. A new page adds its line here. */
export const consoleLists: ConsoleList[] = [
  ...["open", "human", "mine", "closing", "unanswered", "failed", "opted_out", "closed", "all"].map(
    (filter) => ofSessions(filter),
  ),
  ofSessions("open", { unread: true }),
  ofSessions("open", { assignee: "nobody" }),
  ofSessions("all", { assignee: "somebody" }),
  ofSessions("closed", { assignee: "me" }),
  {
    name: "sessions: what changed",
    role: "support",
    sql: "public.session_list_changes(now() - interval '4 seconds')",
    targetMs: first,
  },
  ofTickets({ status: "unsettled", sort: "urgent" }),
  ofTickets({ status: "all", sort: "recent" }),
  ofTickets({ status: "unsettled", sort: "urgent", search: "parcel" }),
  ofOperations("media: all", "list_media", {}),
  ofOperations("media: photos that failed", "list_media", { type: "image", state: "failed" }),
  ofOperations("media: going soon", "list_media", { expiring: "soon" }),
  ofOperations("media: a common word in captions and sent words", "list_media", { search: "box" }),
  { name: "media: figures", role: "support", sql: "public.media_figures()", targetMs: first },
  ofOperations("jobs: all runs", "list_job_runs", {}),
  ofOperations("jobs: failed runs of one job", "list_job_runs", {
    state: "failure",
    function: "agent-turn",
  }),
  ofOperations("parked events", "list_parked_events", {}),
  ofOperations("audit log: all", "list_audit", {}),
  ofOperations("audit log: one act", "list_audit", { action: "role_changed" }),
  ofOperations("requests: open", "list_privacy_requests", {}),
  ofOperations("requests: closed", "list_privacy_requests", { show: "closed" }),
  ofOperations("requests: the person untold", "list_privacy_requests", { show: "untold" }),
  ofOperations("consent: all", "list_consent_events", {}),
  ofOperations("consent: opt-outs by words", "list_consent_events", {
    change: "opted_out",
    source: "keyword",
  }),
  ofOperations("consent: of a name", "list_consent_events", {
    search: "Namukasa",
    calling_code: "256",
  }),
  {
    name: "legal holds",
    role: "admin",
    sql: "public.list_legal_holds()",
    targetMs: first,
  },
  {
    name: "retention: what the next run removes",
    role: "admin",
    sql: `public.preview_retention('{"messages":30,"events":7,"media":7,"summaries":365,"jobs":30,"audit":1095}')`,
    // Not a list: it counts every class, and design §4 allows no function more.
    targetMs: 2_000,
  },
  ...["retention", "media", "purges"].map((kind) => ({
    name: `retention: runs of ${kind}`,
    role: "admin" as const,
    sql: "public.list_retention_runs($1, null, 50)",
    args: [kind],
    targetMs: first,
  })),
  ofOperations("staff", "list_staff", {}),
  ofPeople("a usual name", "Namukasa"),
  ofPeople("one letter", "a"),
  ofPeople("a national number", "0690000012"),
  ofPeople("nobody", "Zzyzx"),
  ofMessages("the commonest word", "the"),
  ofMessages("one letter, as a beginning", "a"),
  ofMessages("two words", "mzigo wangu"),
  ofMessages("a phrase", '"the parcel"'),
  ofMessages("a phrase that nobody wrote", '"you the my is i for"'),
  ofMessages("a rare word", "cortermor"),
  ofMessages("an order number", "PX-104233"),
  ofMessages("a word that nobody wrote", "xylophone"),
  {
    name: "transcript: newest conversation",
    role: "support",
    sql: `public.session_transcript(${newestSession})`,
    targetMs: first,
  },
  ...(["open", "cleared"] as const).map((state) => ({
    name: `alerts: ${state}`,
    role: "support" as const,
    sql: "public.list_alerts($1, null, 50)",
    args: [state],
    targetMs: first,
  })),
];
