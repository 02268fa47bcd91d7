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
  retention_already_open:
    "A run is open already. It goes on by itself; its progress stands on this page.",
  already_held: "A legal hold stands for this customer already. Look among the standing holds.",
  already_released: "Somebody released this hold meanwhile.",
  legal_hold:
    "A legal hold stands for this customer: nothing may be removed until the privacy team releases it.",
  request_closed: "This request has ended. Reload the page to see how.",
  identity_already_proved: "The identity is proved already.",
  identity_not_proved: "The identity is not proved yet: send a code or record a check first.",
  too_many_codes: "Five codes went out today, which is the limit. Record a check by hand, or wait.",
  already_extended: "This request was extended already; the law allows it once.",
  request_paused: "The clock stands still. Let it go on first.",
  too_late_to_extend: "The last day has passed, so it can no longer be extended. Answer now.",
  erasure_running: "The erasure has begun and cannot be taken back.",
  not_done_yet: "What was asked for is not done yet. Do it first, then complete the request.",
  already_told: "They have been told, or a message is on its way to them.",
  identity_taken: "Another customer has this number. Nothing was changed.",
  nothing_changed: "The record says this already. Nothing was changed.",
  newer_consent:
    "The customer changed this later than the time you gave. Look at the newest line of the ledger: that one counts.",
  customer_erased: "This customer was erased.",
  preview_changed:
    "Something came or went since the preview, so the approval no longer holds. Make a new preview and look again.",
  request_not_ready: "The identity is not proved yet, or this request has ended.",
  erasure_already_approved:
    "An erasure of this customer is approved already. Its progress stands here.",
  second_person_needed: "A second person has to approve: somebody other than who approved first.",
  erasure_not_waiting: "This erasure no longer waits for a second approval.",
  erasure_not_completed: "The erasure has not ended yet. Tell the processors when it has.",
  export_not_ready: "The archive is not there any more. Build it again.",
  file_too_large:
    "The file is too large: a photo may have 5 MB, a document 100 MB. Send a smaller one.",
  file_type_refused:
    "This kind of file cannot be sent. Take a JPEG or PNG photo, a PDF or an office document (docx, xlsx, pptx).",
  file_unreadable: "The file did not arrive whole. Attach it again.",
  interrupted:
    "The page was left before the server answered. Try again: what has arrived is not sent twice.",
  cancelled: "The upload was cancelled before the file was whole. Nothing was sent.",
  last_admin:
    "Nobody else could manage staff then. Make somebody else an admin first; they count once they have accepted their invitation.",
  too_many_mails:
    "The mail service sends no more for now. Nothing was changed; try again in an hour, or raise its limit.",
  too_many_tries: "Too many wrong tries. Wait 15 minutes, then try again.",
  unavailable: "The server did not answer. Nothing was changed; try again.",
  offline: "No connection. Nothing was changed; try again when you are back.",
} as Record<string, string>;
