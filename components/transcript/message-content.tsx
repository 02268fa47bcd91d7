import { Forward, MapPin } from "lucide-react";
import { transcriptCopy } from "@/components/copy/transcript";
import { MessageFile } from "@/components/transcript/message-file";
import { messageKindIcon } from "@/components/transcript/message-kind-icon";
import { readableMessage } from "@/components/transcript/readable-message";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";
import type { MessageDetails } from "@/lib/chat/message-details";

const metaLine = "flex items-center gap-1.5 text-xs text-muted";

/** What a bubble says, of any kind: what it is, the words, and what came with them. */
export function MessageContent({ message }: { message: TranscriptMessage }) {
  const { label, body, note } = readableMessage(message);
  const { details } = message;
  const Icon = messageKindIcon(message);
  return (
    <>
      {details?.forwarded && (
        <p className={metaLine}>
          <Forward aria-hidden="true" className="size-3.5 shrink-0" />
          {transcriptCopy.forwarded}
        </p>
      )}
      {details?.template && (
        <p className={metaLine}>
          <Icon aria-hidden="true" className="size-3.5 shrink-0" />
          {transcriptCopy.template(details.template.name, details.template.language)}
        </p>
      )}
      {label && (
        <p className={metaLine}>
          <Icon aria-hidden="true" className="size-3.5 shrink-0" />
          {label}
        </p>
      )}
      <MessageFile message={message} />
      {details?.order && <OrderLines order={details.order} />}
      {body && <p>{body}</p>}
      {note && <p className="text-xs text-muted">{note}</p>}
      {details?.location && <MapLink {...details.location} />}
      {details?.referral && <Referral referral={details.referral} />}
    </>
  );
}

function MapLink({ latitude, longitude }: { latitude: number; longitude: number }) {
  const query = new URLSearchParams({ api: "1", query: `${latitude},${longitude}` });
  return (
    <a
      href={`https://www.google.com/maps/search/?${query}`}
      target="_blank"
      rel="noreferrer noopener"
      className="inline-flex items-center gap-1 text-xs font-medium text-link hover:underline"
    >
      <MapPin aria-hidden="true" className="size-3.5" />
      {transcriptCopy.openMap}
    </a>
  );
}

function OrderLines({ order }: { order: NonNullable<MessageDetails["order"]> }) {
  const { items } = order;
  return (
    <>
      <ul className="my-0.5 divide-y divide-customer-line text-xs">
        {items.slice(0, 20).map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cart may hold one product twice and never changes
          <li key={place} className="flex items-baseline gap-3 py-0.5">
            <span className="font-mono">
              {item.product_retailer_id ?? transcriptCopy.order.item}
            </span>
            <span className="ml-auto tabular-nums">× {item.quantity ?? "?"}</span>
            {item.shown_price !== null && (
              <span className="text-muted tabular-nums">
                {item.shown_price.toLocaleString("en")} {item.currency}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="text-2xs text-muted">
        {items.length > 20 && `${transcriptCopy.order.more(items.length - 20)} `}
        {transcriptCopy.order.prices}
      </p>
    </>
  );
}

/** The advert that the chat was opened from. Its address is a customer's input: web links only, no trace of us. */
function Referral({ referral }: { referral: NonNullable<MessageDetails["referral"]> }) {
  const { headline, body, source_url: url } = referral;
  const link = url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
  return (
    <p className="mt-1 border-l-3 border-customer-solid pl-2 text-xs text-muted">
      {transcriptCopy.advert}: <b className="font-medium text-text">{headline ?? body ?? "—"}</b>{" "}
      {link && (
        <a
          href={link}
          target="_blank"
          rel="noreferrer noopener"
          className="font-medium text-link hover:underline"
        >
          {transcriptCopy.openAdvert}
        </a>
      )}
    </p>
  );
}
