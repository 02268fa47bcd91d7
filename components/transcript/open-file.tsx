"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, useContext, useState } from "react";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";
import { isShownInline } from "@/lib/media/console/shown-inline";

/** Loaded with the first file that is opened. */
const Lightbox = dynamic(() => import("@/components/media/lightbox"), { ssr: false });

const Context = createContext<(mediaId: string) => void>(() => {});

/** Opens a photo or video of the conversation large. */
export const useOpenFile = () => useContext(Context);

type OpenFileProviderProps = { messages: readonly TranscriptMessage[]; children: ReactNode };

/** Holds which file is open; the ones beside it are those of the messages at hand. */
export function OpenFileProvider({ messages, children }: OpenFileProviderProps) {
  const [openId, setOpenId] = useState<string | null>(null);
  const files = messages.flatMap(({ media }) =>
    media?.status === "stored" && media.kind !== "audio" && isShownInline(media.mime_type)
      ? [media]
      : [],
  );
  return (
    <Context.Provider value={setOpenId}>
      {children}
      {openId !== null && (
        <Lightbox
          files={files}
          openId={openId}
          onOpen={setOpenId}
          onClose={() => setOpenId(null)}
        />
      )}
    </Context.Provider>
  );
}
