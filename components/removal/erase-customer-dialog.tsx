"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { removalCopy } from "@/components/copy/removal";
import { requestsCopy } from "@/components/copy/requests";
import { errorSentence } from "@/components/query/error-sentence";
import { fetchPerson, removalKeys } from "@/components/removal/removal-queries";
import NewRequestDialog from "@/components/requests/new-request-dialog";
import { requestKeys } from "@/components/requests/request-queries";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";

type EraseCustomerDialogProps = { customerId: string; onClose: () => void };
const words = removalCopy.eraseDialog;

/** Erasing a person goes through a request alone: this opens one with the customer filled in. */
export default function EraseCustomerDialog({ customerId, onClose }: EraseCustomerDialogProps) {
  const router = useRouter();
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: removalKeys.person(customerId),
    queryFn: ({ signal }) => fetchPerson(customerId, signal),
    staleTime: 0,
    gcTime: 0,
  });
  if (!data) {
    return (
      <Dialog open onOpenChange={onClose} title={words.title} description={words.description}>
        {error ? (
          <p role="alert" className="text-bad text-xs">
            {errorSentence(error)}
          </p>
        ) : (
          <div role="status">
            <span className="sr-only">{words.loading}</span>
            <Skeleton className="h-3 w-48" />
          </div>
        )}
      </Dialog>
    );
  }
  return (
    <NewRequestDialog
      known={{ ...words, customer: data, kind: "erasure" }}
      onClose={onClose}
      onDone={({ id, merged }) => {
        toast(merged ? requestsCopy.create.doneMerged : requestsCopy.create.done);
        void client.invalidateQueries({ queryKey: requestKeys.all });
        router.push(`/requests/${id}` as "/requests");
      }}
    />
  );
}
