/** Where a fetch ends: for good, or `null` when another attempt may succeed. */
export type FetchStatus = "rejected" | "failed" | "expired";

type Rule = {
  /** For staff, in the transcript and on the media page: what happened, and what can be done. */
  sentence: string;
  /** The state at once; without one it is tried again. */
  status?: FetchStatus;
  /** The state once it was tried often or long enough. */
  finalStatus?: FetchStatus;
  /** Fewer attempts than usual: the cause seldom passes. */
  maxAttempts?: number;
};

/** Every value that `chat_media.error` takes while fetching, with its sentence and what becomes of the file. */
export const fetchErrors = {
  missing_media_id: {
    sentence:
      "WhatsApp sent this file without an id, so it cannot be fetched. Ask the customer to send it again.",
    status: "rejected",
  },
  invalid_media_id: {
    sentence:
      "WhatsApp sent this file with an id that is none, so it was not asked for. Ask the customer to send it again.",
    status: "rejected",
  },
  message_deleted: {
    sentence: "The customer deleted the message before the file was fetched.",
    status: "rejected",
  },
  too_large: {
    sentence: "The file is larger than this kind may be. Ask the customer for a smaller one.",
    status: "rejected",
  },
  type_not_allowed: {
    sentence:
      "This kind of file is not taken in. Ask the customer for a photo, a recording, a PDF or an office document.",
    status: "rejected",
  },
  type_mismatch: {
    sentence:
      "The file is not of the kind that it was announced as, so it was not kept. Ask the customer to send it again.",
    status: "rejected",
  },
  checksum_mismatch: {
    sentence:
      "The file arrived different from what WhatsApp announced, three times. Ask the customer to send it again.",
    finalStatus: "rejected",
    maxAttempts: 3,
  },
  size_mismatch: {
    sentence:
      "The file has another size than WhatsApp announced, three times. Ask the customer to send it again.",
    finalStatus: "rejected",
    maxAttempts: 3,
  },
  host_not_allowed: {
    sentence:
      "WhatsApp named an address that is not among the allowed ones (MEDIA_ALLOWED_HOSTS), so nothing was fetched from it.",
    status: "rejected",
  },
  redirect_refused: {
    sentence: "The address of the file pointed somewhere else, which is not followed.",
    status: "rejected",
  },
  media_expired: {
    sentence:
      "WhatsApp keeps a file for seven days; this one is gone. Ask the customer to send it again.",
    status: "expired",
  },
  media_not_found: {
    sentence:
      "WhatsApp does not have this file any more, or our token may not read it. Ask the customer to send it again.",
    finalStatus: "expired",
    maxAttempts: 2,
  },
  unauthorised: {
    sentence:
      "WhatsApp refused our access token. An administrator has to renew WHATSAPP_ACCESS_TOKEN; then fetch the file again.",
    status: "failed",
  },
  download_disabled: {
    sentence:
      "Fetching files is switched off (ENABLE_MEDIA_DOWNLOAD, WHATSAPP_ACCESS_TOKEN). Once it is on, fetch the file again.",
    status: "failed",
  },
  bucket_limit: {
    sentence:
      "Storage does not take a file of this size. An administrator has to raise the project's upload limit; then fetch the file again.",
    status: "failed",
  },
  rate_limited: {
    sentence: "WhatsApp asked us to slow down.",
    finalStatus: "failed",
  },
  graph_unavailable: {
    sentence: "WhatsApp did not answer.",
    finalStatus: "failed",
  },
  graph_unreadable: {
    sentence: "WhatsApp's answer about the file could not be read.",
    finalStatus: "failed",
    maxAttempts: 5,
  },
  url_expired: {
    sentence: "The file's address had lapsed before the file was fetched.",
    finalStatus: "failed",
  },
  download_failed: {
    sentence: "The download failed.",
    finalStatus: "failed",
  },
  download_broken: {
    sentence: "The download broke off before the file was whole.",
    finalStatus: "failed",
  },
  download_too_slow: {
    sentence: "The download was too slow.",
    finalStatus: "failed",
  },
  storage_failed: {
    sentence: "Storage did not take the file.",
    finalStatus: "failed",
  },
  object_missing: {
    sentence: "The stored file is missing from storage and can no longer be fetched from WhatsApp.",
    finalStatus: "failed",
  },
  fetch_interrupted: {
    sentence:
      "The service stopped in the middle of this file five times in a row, so it is left alone. Fetch it again once; if it happens again, tell an administrator.",
    status: "failed",
  },
  busy: {
    sentence: "Too many large files were being fetched at once.",
    finalStatus: "failed",
  },
} as const satisfies Record<string, Rule>;

export type FetchError = keyof typeof fetchErrors;
export const isFetchError = (value: string): value is FetchError =>
  Object.hasOwn(fetchErrors, value);
export const fetchRule = (error: FetchError): Rule => fetchErrors[error];
