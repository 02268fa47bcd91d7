import { fileTypeFromBuffer } from "file-type";
import { FetchFailure } from "@/lib/media/fetch/fetch-failure";
import type { FetchSettings } from "@/lib/media/fetch/fetch-settings";
import { judgeType, sniffBytes } from "@/lib/media/fetch/judge-type";
import { mediaAddress } from "@/lib/media/fetch/media-address";
import { mediaRule } from "@/lib/media/fetch/media-types";
import { openDownload } from "@/lib/media/fetch/open-download";
import { peekPieces } from "@/lib/media/fetch/peek-pieces";
import {
  largeBytesPerSecond,
  largeFileBytes,
  takeTransferSlot,
} from "@/lib/media/fetch/transfer-slots";
import { verifyPieces } from "@/lib/media/fetch/verify-pieces";
import { createGraphClient, type GraphMedia } from "@/lib/media/graph-client";
import { storeObject } from "@/lib/media/media-storage";
import { pacePieces } from "@/lib/media/pace-pieces";
import { StorageFailure } from "@/lib/media/storage-failure";

export type WantedFile = {
  waMediaId: string;
  phoneNumberId: string;
  messageType: string;
  /** As the webhook announced them. */
  mimeType: string | null;
  checksum: string | null;
  path: string;
};
export type FetchedFile = { size: number; checksum: string; mime_type: string };

/**
 * One attempt to bring a file from WhatsApp into the bucket: where it lies, from a fresh answer of
 * Graph's; then its bytes, counted, hashed and recognised on their way. Only a file that is what was
 * announced becomes an object.
 * @throws FetchFailure
 */
export async function fetchFile(file: WantedFile, settings: FetchSettings): Promise<FetchedFile> {
  const graph = createGraphClient({
    baseUrl: settings.graphUrl,
    version: settings.version,
    token: settings.token,
    timeoutMs: settings.times.metadataMs,
  });
  const find = () => graph.findMedia(file.waMediaId, file.phoneNumberId);
  const media = await find();
  const { maxBytes } = mediaRule(file.messageType);
  if (media.file_size > maxBytes) throw new FetchFailure("too_large");
  if (media.file_size <= largeFileBytes) return transferOnce(file, media, settings, find);
  const giveBack = await takeTransferSlot(settings.times.slotMs);
  try {
    // The address may have lapsed while the file waited for its turn.
    return await transferOnce(file, await find(), settings, find);
  } finally {
    giveBack();
  }
}

/** An address that is refused is asked for again, once: it may just have lapsed. */
async function transferOnce(
  file: WantedFile,
  media: GraphMedia,
  settings: FetchSettings,
  find: () => Promise<GraphMedia>,
): Promise<FetchedFile> {
  try {
    return await transfer(file, media, settings);
  } catch (error) {
    const mayHaveLapsed =
      error instanceof FetchFailure && ["url_expired", "unauthorised"].includes(error.code);
    if (!mayHaveLapsed) throw error;
    return transfer(file, await find(), settings);
  }
}

async function transfer(
  file: WantedFile,
  media: GraphMedia,
  { graphUrl, hosts, token, times }: FetchSettings,
): Promise<FetchedFile> {
  const rule = mediaRule(file.messageType);
  const download = await openDownload(mediaAddress(media.url, { graphUrl, hosts }), token, times);
  try {
    const { head, pieces } = await peekPieces(download.pieces, sniffBytes);
    const sniffed = (await fileTypeFromBuffer(head))?.mime ?? null;
    const verdict = judgeType([file.mimeType, media.mime_type], sniffed, head, rule);
    if ("refused" in verdict) throw new FetchFailure(verdict.refused);
    const announced = {
      size: media.file_size,
      maxBytes: rule.maxBytes,
      checksums: [file.checksum, media.sha256].filter((known) => known != null),
    };
    const isLarge = media.file_size > largeFileBytes;
    const paced = isLarge ? pacePieces(pieces, largeBytesPerSecond) : pieces;
    let checksum = "";
    await storeObject({
      path: file.path,
      bytes: verifyPieces(paced, announced, (found) => {
        checksum = found;
      }),
      ownsPieces: true,
      ...(isLarge && { bytesPerSecond: largeBytesPerSecond }),
      size: media.file_size,
      contentType: verdict.type,
      signal: download.signal,
    });
    return { size: media.file_size, checksum, mime_type: verdict.type };
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error;
    throw new FetchFailure(error.isTooLarge ? "bucket_limit" : "storage_failed", { cause: error });
  } finally {
    download.stop();
  }
}
