import { StorageError } from "./storage-error";

export type ObjectPath = { bucket: string; name: string };

/** What hosted accepts as an object's key. */
const VALID_KEY = /^(\w|\/|!|-|\.|\*|'|\(|\)| |&|\$|@|=|;|:|\+|,|\?)*$/;

/** `bucket/folder/file` out of the URL's segments, decoded and checked. */
export function objectPath(segments: string[]): ObjectPath {
  const [bucket = "", ...rest] = segments.map(decodeSegment);
  const name = rest.join("/");
  requireValidKey(name);
  return { bucket, name };
}

export function requireValidKey(name: string): void {
  if (name === "" || !VALID_KEY.test(name)) {
    throw new StorageError(400, "InvalidKey", "InvalidKey", "Invalid key");
  }
}

export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new StorageError(400, "InvalidKey", "InvalidKey", "Invalid key");
  }
}
