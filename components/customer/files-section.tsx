"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { mediaCopy } from "@/components/copy/media";
import { PanelSection } from "@/components/customer/panel-section";
import { fileName } from "@/components/media/file-name";
import { MediaPreview } from "@/components/media/media-preview";
import { fetchMedia, mediaKeys } from "@/components/media/media-queries";
import { pollInterval } from "@/components/query/poll-interval";

const shown = 6;

/** The newest stored files of a customer, small; each opens on the media page. */
export function FilesSection({ customerId }: { customerId: string }) {
  const files = useQuery({
    queryKey: mediaKeys.ofCustomer(customerId),
    queryFn: ({ signal }) => fetchMedia({ customer_id: customerId, state: "stored" }, null, signal),
    refetchInterval: () => pollInterval(30_000, false),
  });
  const rows = files.data?.rows ?? [];
  if (!files.data) return null;
  const all = `/media?customer_id=${customerId}`;
  return (
    <PanelSection
      title={mediaCopy.panel.title}
      aside={
        rows.length > 0 && (
          <Link href={all as "/media"} className="font-medium text-link hover:underline">
            {mediaCopy.panel.all}
          </Link>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="text-muted">{mediaCopy.panel.none}</p>
      ) : (
        <ul className="grid grid-cols-3 gap-1.5">
          {rows.slice(0, shown).map((file) => (
            <li key={file.id}>
              <Link
                href={`${all}&open=${file.id}` as "/media"}
                aria-label={mediaCopy.open(fileName(file))}
                className="block h-20 overflow-hidden rounded-md border border-line bg-sunken hover:border-control"
              >
                <MediaPreview file={file} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </PanelSection>
  );
}
