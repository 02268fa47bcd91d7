import "server-only";
import { openObject } from "@/lib/media/media-storage";
import { StorageFailure } from "@/lib/media/storage-failure";

/** A stored file's bytes, whole: only for what planLook has bounded. Null when storage does not give it. */
export async function readStoredFile(path: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await new Response(await openObject(path)).arrayBuffer());
  } catch (error) {
    // A stream that breaks off is a TypeError of fetch; both may pass.
    if (error instanceof StorageFailure || error instanceof TypeError) return null;
    throw error;
  }
}
