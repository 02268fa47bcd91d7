"use client";

import {
  Clapperboard,
  FileText,
  Image as ImageIcon,
  MapPin,
  Mic,
  Plus,
  Sticker,
} from "lucide-react";
import { useState } from "react";
import { simulatorCopy } from "@/components/copy/simulator";
import { FileDialog } from "@/components/simulator/file-dialog";
import type { CustomerAct, FileKind } from "@/components/simulator/simulator-queries";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";

type AttachMenuProps = { caption: string; onSend: (acts: CustomerAct[]) => void };

const fileKinds = [
  ["image", ImageIcon],
  ["voice", Mic],
  ["document", FileText],
] as const;

/** What a customer sends beside text; what stands in the field becomes the caption. */
export function AttachMenu({ caption, onSend }: AttachMenuProps) {
  const [choosing, setChoosing] = useState<FileKind | null>(null);
  const words = simulatorCopy;
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button variant="ghost" size="icon" aria-label={words.attach}>
            <Plus aria-hidden="true" className="size-4.5" />
          </Button>
        }
      >
        {fileKinds.map(([kind, Icon]) => (
          <MenuItem key={kind} onSelect={() => setChoosing(kind)}>
            <Icon aria-hidden="true" />
            {words[kind]}
          </MenuItem>
        ))}
        <MenuItem
          onSelect={() =>
            onSend([
              { kind: "location", latitude: 0.347596, longitude: 32.58252, name: "Garden City" },
            ])
          }
        >
          <MapPin aria-hidden="true" />
          {words.location}
        </MenuItem>
        <MenuItem onSelect={() => onSend([{ kind: "video", file: "unboxing" }])}>
          <Clapperboard aria-hidden="true" />
          {words.video}
        </MenuItem>
        <MenuItem onSelect={() => onSend([{ kind: "sticker", file: "smile" }])}>
          <Sticker aria-hidden="true" />
          {words.sticker}
        </MenuItem>
      </Menu>
      {choosing && (
        <FileDialog
          kind={choosing}
          caption={caption}
          onClose={() => setChoosing(null)}
          onSend={(acts) => {
            setChoosing(null);
            onSend(acts);
          }}
        />
      )}
    </>
  );
}
