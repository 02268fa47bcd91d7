/** API error codes in sentences. */
export const errorsCopy = {
  signed_out: "Your sign-in has ended. Sign in again; text you have typed is kept in this tab.",
  forbidden: "Your role may not do this.",
  not_found: "This conversation does not exist any more.",
  invalid: "The server did not understand the request. Reload the page and try again.",
  cross_site: "The request did not come from this site.",
  not_owner: "Somebody else answers this conversation now. Take over to write.",
  not_allowed: "Sending is not allowed at the moment; the reason stands at the field.",
  session_closed: "This conversation is closed. Open it again to write.",
  newer_session: "The customer has a newer conversation. Go on there.",
  not_assignable: "This person cannot answer customers, or was deactivated. Pick somebody else.",
  not_yours: "Only who wrote a note may change it.",
  not_failed: "This message has changed since: only one that failed can be sent again.",
  shortcut_taken: "Another canned reply has this shortcut.",
  template_not_approved: "WhatsApp does not approve this template any more. Pick another.",
  name_taken: "Another saved filter has this name. Choose another name.",
  too_many_views: "You have 50 saved filters, which is the limit. Delete one first.",
  changed_meanwhile:
    "Somebody else changed this since you opened it. Your text is still here: copy what you need, then load the newest version.",
  already_published: "This version is in force already.",
  not_published: "This article is not published any more.",
  reembed_already_open: "A run is open already. Pause, go on with or cancel that one.",
  reembed_not_open: "This run has ended meanwhile.",
  last_admin:
    "Nobody else could manage staff then. Make somebody else an admin first; they count once they have accepted their invitation.",
  too_many_mails:
    "The mail service sends no more for now. Nothing was changed; try again in an hour, or raise its limit.",
  too_many_tries: "Too many wrong tries. Wait 15 minutes, then try again.",
  unavailable: "The server did not answer. Nothing was changed; try again.",
  offline: "No connection. Nothing was changed; try again when you are back.",
} as Record<string, string>;
