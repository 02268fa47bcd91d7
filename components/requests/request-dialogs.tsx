"use client";

import dynamic from "next/dynamic";
import { requestsCopy } from "@/components/copy/requests";
import { shortDay } from "@/components/requests/short-day";
import type { Act } from "@/components/requests/use-request";
import { requestAct } from "@/lib/privacy/requests/request-acts";
import type { RequestDetail } from "@/lib/privacy/requests/request-schemas";

const ReasonDialog = dynamic(() => import("@/components/requests/reason-dialog"), { ssr: false });
const CheckDialog = dynamic(() => import("@/components/requests/check-dialog"), { ssr: false });
const ConfirmDialog = dynamic(
  () => import("@/components/confirm/confirm-dialog").then((file) => file.ConfirmDialog),
  { ssr: false },
);

export type Asked = "check" | "pause" | "extend" | "refuse" | "withdraw";
type RequestDialogsProps = {
  asked: Asked | null;
  request: RequestDetail;
  act: Act;
  onClose: () => void;
};
const { pause, extend, refuse, withdraw } = requestsCopy;

/** The acts on a request that ask first; only the open one is loaded. */
export function RequestDialogs({ asked, request, act, onClose }: RequestDialogsProps) {
  const doing = (name: Asked) => (chosen: Record<string, string>) =>
    act(requestAct.parse({ act: name, ...chosen }));
  switch (asked) {
    case null:
      return null;
    case "check":
      return <CheckDialog act={act} onClose={onClose} />;
    case "pause":
      return (
        <ReasonDialog
          title={pause.title}
          description={pause.description}
          choices={[{ name: "reason", label: pause.reason, options: pause.reasons }]}
          submit={pause.submit}
          onClose={onClose}
          onSubmit={doing("pause")}
        />
      );
    case "extend":
      return (
        <ReasonDialog
          title={extend.title}
          description={extend.description(shortDay(request.clock.due_if_extended_on))}
          choices={[
            { name: "reason", label: extend.reason, options: extend.reasons },
            { name: "told", label: extend.told, options: extend.ways },
          ]}
          submit={extend.submit}
          onClose={onClose}
          onSubmit={doing("extend")}
        />
      );
    case "refuse":
      return (
        <ReasonDialog
          danger
          title={refuse.title}
          description={refuse.description}
          choices={[{ name: "reason", label: refuse.reason, options: refuse.reasons }]}
          submit={refuse.submit}
          onClose={onClose}
          onSubmit={doing("refuse")}
        />
      );
    case "withdraw":
      return (
        <ConfirmDialog
          open
          onOpenChange={onClose}
          title={withdraw.title}
          action={withdraw.submit}
          onConfirm={() => act({ act: "withdraw" })}
        >
          {withdraw.body}
        </ConfirmDialog>
      );
  }
}
