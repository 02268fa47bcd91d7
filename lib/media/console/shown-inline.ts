/**
 * Types that a browser shows without running anything of theirs. All else (HTML, SVG, XML, PDF, office
 * files) is only ever saved.
 */
const safe = new Set([
  ...["image/jpeg", "image/png", "image/webp", "image/gif"],
  ...["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
  ...["video/mp4", "video/3gpp"],
]);

/** Whether a stored file may be opened in the page. `type` is what was found in its bytes. */
export const isShownInline = (type: string | null): boolean => type !== null && safe.has(type);
