"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRef } from "react";
import { commonCopy } from "@/components/copy/common";
import { ticketsCopy } from "@/components/copy/tickets";
import { FormActions } from "@/components/form/form-actions";
import { SelectField } from "@/components/form/select-field";
import { TextAreaField } from "@/components/form/text-area-field";
import { useForm } from "@/components/form/use-form";
import { postNewTicket, ticketKeys } from "@/components/tickets/ticket-queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { newTicket } from "@/lib/tickets/console-schemas";
import { sentiments, ticketCategories, ticketPriorities } from "@/lib/tickets/ticket-words";

type OpenTicketDialogProps = { sessionId: string; onClose: () => void };

const words = ticketsCopy.form;
const initial = {
  subject: "",
  summary: "",
  category: "other",
  priority: "normal",
  sentiment: "neutral",
};

/** A short form that opens a ticket from a conversation. */
export default function OpenTicketDialog({ sessionId, onClose }: OpenTicketDialogProps) {
  const client = useQueryClient();
  // One key over all presses: one whose answer was lost opens no second ticket.
  const clientKey = useRef(crypto.randomUUID());
  const form = useForm({
    initial,
    schema: newTicket,
    submit: async (ticket) => {
      const opened = await postNewTicket(sessionId, ticket, clientKey.current);
      toast(ticketsCopy.said.opened(opened.reference), {
        action: <Link href={`/tickets?open=${opened.id}`}>{ticketsCopy.said.see}</Link>,
      });
      void client.invalidateQueries({ queryKey: ticketKeys.all });
      void client.invalidateQueries({ queryKey: ["badges"] });
      onClose();
    },
  });
  const { values, errors, set } = form;
  return (
    <Dialog open onOpenChange={onClose} title={words.title} description={words.description}>
      <form noValidate className="grid gap-3" onSubmit={(event) => void form.onSubmit(event)}>
        <TextField
          label={words.subject}
          value={values.subject}
          maxLength={200}
          autoFocus
          autoComplete="off"
          {...(errors.subject && { error: errors.subject })}
          onChange={(event) => set("subject", event.target.value)}
        />
        <TextAreaField
          label={words.summary}
          value={values.summary}
          maxLength={4_000}
          error={errors.summary}
          onChange={(event) => set("summary", event.target.value)}
        />
        <div className="grid grid-cols-3 gap-2 max-tablet:grid-cols-1">
          <SelectField
            label={words.category}
            value={values.category}
            error={errors.category}
            options={ticketCategories.map((value) => ({
              value,
              label: ticketsCopy.categories[value],
            }))}
            onChange={(event) => set("category", event.target.value)}
          />
          <SelectField
            label={words.priority}
            value={values.priority}
            error={errors.priority}
            options={ticketPriorities
              .toReversed()
              .map((value) => ({ value, label: ticketsCopy.priorities[value] }))}
            onChange={(event) => set("priority", event.target.value)}
          />
          <SelectField
            label={words.sentiment}
            value={values.sentiment}
            error={errors.sentiment}
            options={sentiments.map((value) => ({
              value,
              label: ticketsCopy.sentiments[value],
            }))}
            onChange={(event) => set("sentiment", event.target.value)}
          />
        </div>
        <FormActions failure={form.failure} isPending={form.isPending} action={words.action}>
          <Button onClick={onClose}>{commonCopy.cancel}</Button>
        </FormActions>
      </form>
    </Dialog>
  );
}
