/** For every answer that is no page: whatever it is taken for, it loads nothing and is shown in no frame. */
export const closedPolicy =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * The style sheet that the library of our toasts puts into the page itself and cannot mark with a nonce: first
 * empty, then with its text. A test names the new value when an upgrade changes it.
 */
export const toastStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

export type PagePolicy = {
  /** Of this answer alone: Next marks its own scripts with it. */
  nonce: string;
  /** Where signed addresses of customers' files lead. */
  storageUrl: string;
  /** Where the page itself is served. */
  appUrl: string;
  /** `next dev` rebuilds error traces with eval. */
  allowsEval: boolean;
};

/**
 * What a page may load and run. Scripts: those that the server marked with the answer's nonce, and what
 * these load. Styles: files of ours, marked ones, the toasts'; attributes of elements too, since positions and
 * widths are set so and an attribute can load and run nothing.
 */
export function pagePolicy({ nonce, storageUrl, appUrl, allowsEval }: PagePolicy): string {
  const storage = new URL(storageUrl).origin;
  const marked = `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src ${marked} 'strict-dynamic'${allowsEval ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    `style-src ${marked} ${toastStyles.join(" ")}`,
    "style-src-attr 'unsafe-inline'",
    // blob: shows a file before it is sent; data: is the code that an authenticator app scans.
    `img-src 'self' blob: data: ${storage}`,
    `media-src 'self' blob: ${storage}`,
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(appUrl.startsWith("https://") ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
