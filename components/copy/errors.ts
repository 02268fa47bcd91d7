/** API error codes in sentences. */
export const errorsCopy = {
  signed_out: "Your sign-in has ended. Sign in again; text you have typed is kept in this tab.",
  forbidden: "Your role may not do this.",
  not_found: "This conversation does not exist any more.",
  invalid: "The server did not understand the request. Reload the page and try again.",
  cross_site: "The request did not come from this site.",
  not_owner: "Somebody else answers this conversation now. Take over to write.",
  not_allowed: "Sending is not allowed at the moment; the reason stands at the field.",
  session_closed: "This conversation is closed.",
  unavailable: "The server did not answer. Nothing was changed; try again.",
  offline: "No connection. Nothing was changed; try again when you are back.",
} as Record<string, string>;
