/** What a refusal of Meta means for the message and for us. */
export type SendErrorClass =
  /** Passing: try again later, a few times, in order. */
  | "retry"
  /** Too many messages to this one customer: wait 4^n seconds, keep the order. */
  | "retry_pair"
  /** More than 24 hours since the customer wrote: only a template may be sent. */
  | "window_closed"
  /** This customer cannot be reached with this message; no attempt will change it. */
  | "undeliverable"
  /** The customer stopped marketing messages: never again, and record it. */
  | "marketing_stopped"
  /** Meta's cap on marketing to this customer: a day or more later, by a person's decision. */
  | "marketing_capped"
  /** Meta holds our messages back as spam: pause what the customer did not ask for. */
  | "spam_limited"
  /** The account cannot send at all: stop everything and alert. */
  | "stop_account"
  /** The recipient is our own number: something answers itself. */
  | "loop"
  /** Request, template or configuration is wrong: a person has to mend it. */
  | "fix"
  /** A code that this table does not know: failed, not retried. */
  | "failed";

export type SendErrorRule = {
  class: SendErrorClass;
  /** What staff read beside the failed message. */
  words: string;
};

const rule = (kind: SendErrorClass, words: string): SendErrorRule => ({ class: kind, words });

const PASSING = rule("retry", "WhatsApp had a passing fault. The message is tried again.");
const RATE = rule("retry", "WhatsApp's rate limit was reached. The message is tried again.");
const TOKEN = rule(
  "stop_account",
  "WhatsApp refused our access token. Nothing can be sent until it is renewed.",
);
const BLOCKED = rule(
  "stop_account",
  "WhatsApp has blocked or locked our account. Nothing can be sent until Meta lifts it.",
);
const REQUEST = rule("fix", "WhatsApp did not accept the form of this message.");
const TEMPLATE = rule(
  "fix",
  "WhatsApp did not accept the template: its name, language, variables or approval are wrong.",
);

/** Meta's error codes and what we do about each (developers.facebook.com, "Error codes", May 2026). */
const RULES = new Map<number, SendErrorRule>([
  [0, TOKEN],
  [1, PASSING],
  [2, PASSING],
  [3, TOKEN],
  [4, RATE],
  [10, TOKEN],
  [100, REQUEST],
  [190, TOKEN],
  [368, BLOCKED],
  [470, rule("window_closed", "The 24-hour window is closed. Only a template can be sent.")],
  [80007, RATE],
  [130429, RATE],
  [130472, rule("undeliverable", "Meta holds this message back as part of an experiment.")],
  [131000, PASSING],
  [131008, REQUEST],
  [131009, REQUEST],
  [131016, PASSING],
  [131021, rule("loop", "The recipient is our own number.")],
  [131026, rule("undeliverable", "WhatsApp cannot deliver to this customer.")],
  [131030, rule("fix", "This number is not on the test number's list of allowed recipients.")],
  [131031, BLOCKED],
  [131042, rule("stop_account", "WhatsApp's payment method for our account does not work.")],
  [131047, rule("window_closed", "The 24-hour window is closed. Only a template can be sent.")],
  [
    131048,
    rule("spam_limited", "WhatsApp limits our number because messages were marked as spam."),
  ],
  [131049, rule("marketing_capped", "WhatsApp's cap on marketing messages for this customer.")],
  [131050, rule("marketing_stopped", "The customer has stopped our marketing messages.")],
  [131051, rule("fix", "WhatsApp does not support this type of message.")],
  [131052, rule("fix", "WhatsApp could not download the customer's file.")],
  [131053, rule("fix", "WhatsApp did not accept the file we sent.")],
  [131056, rule("retry_pair", "Too many messages to this customer at once. It is tried again.")],
  [131057, rule("retry", "WhatsApp is upgrading our number. The message is tried again.")],
  [131062, rule("fix", "This message cannot be sent to a customer without a phone number.")],
  [133010, rule("fix", "Our number is not registered with WhatsApp.")],
]);

const UNKNOWN = rule("failed", "WhatsApp refused the message with a code that is not known here.");
const UNSAID = rule("failed", "The message was refused without a reason.");

/** The codes that concern the whole account: nothing is sent until a person has looked. */
export function accountCodes(): number[] {
  return [...RULES].flatMap(([code, { class: kind }]) => (kind === "stop_account" ? [code] : []));
}

/** The codes that pass by themselves, with how to wait for each. */
export function passingCodes(): { code: number; class: "retry" | "retry_pair" }[] {
  return [...RULES].flatMap(([code, { class: kind }]) =>
    kind === "retry" || kind === "retry_pair" ? [{ code, class: kind }] : [],
  );
}

/** The rule for a code of Meta; null is a refusal that gives none. */
export function sendErrorRule(code: number | null): SendErrorRule {
  if (code === null) return UNSAID;
  const known = RULES.get(code);
  if (known) return known;
  return Math.floor(code / 1000) === 132 ? TEMPLATE : UNKNOWN;
}

/**
 * The rule for a request that Luminous turned away itself, so that nothing left: by HTTP status.
 * 401 and 403 concern every message alike (key, subscription, WhatsApp connection).
 */
export function httpErrorRule(status: number): SendErrorRule {
  if (status === 401) {
    return rule(
      "stop_account",
      "Luminous refused our API key. Nothing can be sent until it is set.",
    );
  }
  if (status === 403) {
    return rule("stop_account", "Luminous says: no subscription, or WhatsApp is not connected.");
  }
  if (status === 429) {
    return rule("retry", "Luminous' rate limit was reached. The message is tried again.");
  }
  return rule("fix", "Luminous did not accept the request.");
}
