"use client";

import { CircleUser, EllipsisVertical } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm/confirm-dialog";
import { sayWithUndo } from "@/components/conversation/say-with-undo";
import { partsCopy } from "@/components/copy/parts";
import { Part } from "@/components/parts/part";
import { RequestFailure } from "@/components/query/request-json";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";

const words = partsCopy;

/** Buttons, menu, tabs, toasts and the confirm of what cannot be undone. */
export function ActingParts() {
  const [isOpen, setOpen] = useState(false);
  const [isFailing, setFailing] = useState(false);
  const [tab, setTab] = useState<"failures" | "runs">("failures");
  const { actionNames: names, confirm } = words;
  return (
    <>
      <Part {...words.actions}>
        <div className="flex flex-wrap items-center gap-2 p-3.5">
          <Button variant="primary">
            {names.send} <Key>Ctrl ↵</Key>
          </Button>
          <Button>
            {names.assign} <Key>A</Key>
          </Button>
          <Button variant="ghost">{names.dismiss}</Button>
          <Button variant="danger">{names.purge}</Button>
          <Button disabled>{names.off}</Button>
          <Tooltip content={names.hint}>
            <Button size="icon" variant="ghost" aria-label={names.icon}>
              <CircleUser aria-hidden="true" className="size-4" />
            </Button>
          </Tooltip>
          <Menu
            trigger={
              <Button size="icon" variant="ghost" aria-label={names.menu}>
                <EllipsisVertical aria-hidden="true" className="size-4" />
              </Button>
            }
          >
            {names.items.map((item) => (
              <MenuItem key={item}>{item}</MenuItem>
            ))}
          </Menu>
          <Tabs
            label={names.tabs}
            value={tab}
            onChange={setTab}
            tabs={[
              { value: "failures", label: names.failures, count: 23 },
              { value: "runs", label: names.runs },
            ]}
          />
        </div>
      </Part>
      <Part {...words.said}>
        <div className="flex flex-wrap items-center gap-2 p-3.5">
          <Button onClick={() => toast(words.saidDone)}>{words.sayIt}</Button>
          <Button onClick={() => sayWithUndo(words.saidUndoable, () => toast(words.saidUndone))}>
            {words.sayUndo}
          </Button>
          <Button variant="danger" onClick={() => setOpen(true)}>
            {words.confirmOpen}
          </Button>
          <label className="flex items-center gap-1.5 text-muted text-xs">
            <input
              type="checkbox"
              checked={isFailing}
              onChange={(event) => setFailing(event.target.checked)}
            />
            {confirm.failing}
          </label>
          <ConfirmDialog
            open={isOpen}
            onOpenChange={setOpen}
            title={confirm.title}
            counts={confirm.counts}
            phrase={confirm.phrase}
            action={confirm.action}
            onConfirm={() =>
              isFailing ? Promise.reject(new RequestFailure("unavailable")) : Promise.resolve()
            }
          >
            {confirm.body}
          </ConfirmDialog>
        </div>
      </Part>
    </>
  );
}
