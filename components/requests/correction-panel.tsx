"use client";

import { requestsCopy } from "@/components/copy/requests";
import { useForm } from "@/components/form/use-form";
import { Panel } from "@/components/requests/panel";
import type { Act } from "@/components/requests/use-request";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { correction } from "@/lib/privacy/requests/request-acts";
import type { RequestDetail } from "@/lib/privacy/requests/request-schemas";
import { isOpen } from "@/lib/privacy/requests/request-words";

const words = requestsCopy.correction;
const nothing = { display_name: "", locale: "", phone: "" };

/** Corrects the record of the person who asked. */
export function CorrectionPanel({ request, act }: { request: RequestDetail; act: Act }) {
  const form = useForm({
    initial: nothing,
    schema: correction,
    submit: async (changes) => {
      await act({ act: "rectify", ...changes });
      form.reset(nothing);
      toast(words.done);
    },
  });
  const { values, errors, set } = form;
  const field = (name: keyof typeof nothing) => ({
    value: values[name],
    autoComplete: "off",
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
    ...(errors[name] && { error: errors[name] }),
  });
  return (
    <Panel title={words.title}>
      <p className="text-muted">{words.body}</p>
      {isOpen(request.state) && (
        <form className="grid gap-2.5" onSubmit={form.onSubmit}>
          <TextField
            label={words.name}
            placeholder={request.customer_name ?? ""}
            {...field("display_name")}
          />
          <TextField
            label={words.language}
            placeholder={request.customer.locale ?? ""}
            {...field("locale")}
          />
          <TextField label={words.phone} inputMode="tel" {...field("phone")} />
          {form.failure && (
            <p role="alert" className="text-bad">
              {form.failure}
            </p>
          )}
          <Button
            type="submit"
            variant="primary"
            className="justify-self-end"
            disabled={!request.identity_verified_at || !form.isChanged || form.isPending}
          >
            {words.submit}
          </Button>
        </form>
      )}
    </Panel>
  );
}
