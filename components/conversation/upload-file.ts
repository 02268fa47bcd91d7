import { RequestFailure } from "@/components/query/request-json";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";
import type { FileHeader } from "@/lib/media/send/staff-file";

/**
 * Sends a file as it lies on disk, telling how far it is: fetch cannot say that of an upload.
 * Once it is whole it cannot be called back: the server may have queued it.
 * @throws RequestFailure `cancelled` when the signal ended it
 */
export function uploadFile(
  sessionId: string,
  file: File,
  about: FileHeader,
  { onProgress, signal }: { onProgress: (percent: number) => void; signal: AbortSignal },
): Promise<{ messages: TranscriptMessage[] }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/console/sessions/${sessionId}/files`);
    request.responseType = "json";
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-file", encodeURIComponent(JSON.stringify(about)));
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress(Math.floor((loaded / Math.max(total, 1)) * 100));
    request.onerror = () => reject(new RequestFailure("offline"));
    request.onabort = () => reject(new RequestFailure("cancelled"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.onload = () => {
      if (request.status === 200) return resolve(request.response);
      const refusal = request.response?.error;
      reject(new RequestFailure(refusal?.code ?? "unavailable", refusal?.detail));
    };
    request.send(file);
  });
}
