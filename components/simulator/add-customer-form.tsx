"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { simulatorCopy } from "@/components/copy/simulator";
import { postCustomer, simulatorKeys } from "@/components/simulator/simulator-queries";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

/** A new customer with a number, or with a WhatsApp id alone. */
export function AddCustomerForm({ onAdded }: { onAdded: (id: string) => void }) {
  const client = useQueryClient();
  const [byId, setById] = useState(false);
  const add = useMutation({
    mutationFn: postCustomer,
    onSuccess: async (customer) => {
      await client.invalidateQueries({ queryKey: simulatorKeys.customers });
      onAdded(customer.id);
    },
  });
  const words = simulatorCopy;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const name = String(data.get("name") ?? "").trim();
        const identity = String(data.get("identity") ?? "").replace(/[\s-]/g, "");
        add.mutate(byId ? { name, wa_user_id: identity } : { name, phone: identity });
      }}
    >
      <TextField
        label={words.name}
        name="name"
        required
        maxLength={120}
        autoComplete="off"
        autoFocus
      />
      <TextField
        key={String(byId)}
        label={byId ? words.waUserIdLabel : words.phone}
        name="identity"
        required
        autoComplete="off"
        inputMode={byId ? "text" : "tel"}
        placeholder={byId ? words.waUserIdHint : words.phoneHint}
        {...(add.isError && { error: words.addFailed })}
      />
      <label className="flex items-center gap-2 text-xs text-text">
        <input
          type="checkbox"
          checked={byId}
          onChange={(event) => setById(event.target.checked)}
          className="size-4 accent-ink"
        />
        {words.waUserId}
      </label>
      <Button type="submit" variant="primary" size="large" disabled={add.isPending}>
        {words.save}
      </Button>
    </form>
  );
}
