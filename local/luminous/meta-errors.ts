/** Meta's error titles and details, as they appear in refusals and in `failed` statuses. */
const KNOWN: Record<number, { title: string; details: string }> = {
  0: { title: "AuthException", details: "The access token could not be verified." },
  1: { title: "API Unknown", details: "Possibly a temporary issue; wait and retry." },
  2: { title: "API Service", details: "Temporary due to downtime or being overloaded." },
  4: { title: "API Too Many Calls", details: "The app has reached its API call rate limit." },
  100: { title: "Invalid parameter", details: "A parameter is unsupported or malformed." },
  190: { title: "Access token has expired", details: "Get a new access token." },
  368: { title: "Temporarily blocked for policies violations", details: "Account restricted." },
  80007: { title: "Rate limit issues", details: "The account has reached its rate limit." },
  130429: { title: "Rate limit hit", details: "Cloud API message throughput has been reached." },
  130472: { title: "User's number is part of an experiment", details: "Message not sent." },
  131000: { title: "Something went wrong", details: "Message failed to send, unknown error." },
  131009: { title: "Parameter value is not valid", details: "A parameter value is invalid." },
  131016: { title: "Service unavailable", details: "A service is temporarily unavailable." },
  131021: { title: "Recipient cannot be sender", details: "Sender and recipient are the same." },
  131026: { title: "Message undeliverable", details: "Message undeliverable." },
  131030: { title: "Recipient phone number not in allowed list", details: "Add the number." },
  131031: { title: "Account has been locked", details: "The account has been restricted." },
  131042: { title: "Business eligibility payment issue", details: "Payment method problem." },
  131047: {
    title: "Re-engagement message",
    details:
      "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
  },
  131048: { title: "Spam rate limit hit", details: "Too many messages were blocked as spam." },
  131049: { title: "Healthy ecosystem engagement", details: "Message not delivered." },
  131050: {
    title: "User has stopped marketing messages",
    details: "The recipient chose to stop receiving marketing messages.",
  },
  131053: { title: "Media upload error", details: "The media could not be uploaded." },
  131056: {
    title: "(Business Account, Consumer Account) pair rate limit hit",
    details: "Too many messages sent to the same recipient in a short period of time.",
  },
  131057: { title: "Account in maintenance mode", details: "The number is being upgraded." },
  132000: { title: "Template Param Count Mismatch", details: "Wrong number of parameters." },
  132001: { title: "Template does not exist", details: "Not in this language or not approved." },
};

export function metaError(code: number, details?: string) {
  const known = KNOWN[code] ?? { title: `Error ${code}`, details: `Meta error ${code}.` };
  return { code, title: known.title, details: details ?? known.details };
}
export type MetaError = ReturnType<typeof metaError>;
