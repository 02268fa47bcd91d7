"use client";

import { Image as ImageIcon, MapPin, Mic, Plus } from "lucide-react";
import { simulatorCopy } from "@/components/copy/simulator";
import type { CustomerAct } from "@/components/simulator/simulator-queries";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";

type AttachMenuProps = { caption: string; onSend: (act: CustomerAct) => void };

/** What a customer sends beside text; what stands in the field becomes a photo's caption. */
export function AttachMenu({ caption, onSend }: AttachMenuProps) {
  const words = simulatorCopy;
  return (
    <Menu
      align="start"
      trigger={
        <Button variant="ghost" size="icon" aria-label={words.attach}>
          <Plus aria-hidden="true" className="size-4.5" />
        </Button>
      }
    >
      <MenuItem
        onSelect={() =>
          onSend({
            kind: "location",
            latitude: 0.347596,
            longitude: 32.58252,
            name: "Garden City",
          })
        }
      >
        <MapPin aria-hidden="true" />
        {words.location}
      </MenuItem>
      <MenuItem onSelect={() => onSend({ kind: "image", ...(caption && { caption }) })}>
        <ImageIcon aria-hidden="true" />
        {words.image}
      </MenuItem>
      <MenuItem onSelect={() => onSend({ kind: "voice" })}>
        <Mic aria-hidden="true" />
        {words.voice}
      </MenuItem>
    </Menu>
  );
}
