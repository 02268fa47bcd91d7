import type { ReactNode } from "react";
import { commonCopy } from "@/components/copy/common";
import { Button } from "@/components/ui/button";

type FormActionsProps = {
  failure: string | null;
  isPending: boolean;
  /** The act, as a verb: "Invite", "Publish". */
  action: string;
  disabled?: boolean;
  /** Cancel and other acts, left of the main one. */
  children?: ReactNode;
};

/** The foot of a form: what went wrong, and its buttons. */
export function FormActions(props: FormActionsProps) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      {props.failure && (
        <p role="alert" className="mr-auto text-bad text-xs">
          {props.failure}
        </p>
      )}
      {props.children}
      <Button type="submit" variant="primary" disabled={props.isPending || props.disabled}>
        {props.isPending ? commonCopy.saving : props.action}
      </Button>
    </div>
  );
}
