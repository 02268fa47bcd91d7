import type { JsonObject } from "@/lib/webhook/intake-item";
import {
  fieldOf,
  objectOf,
  pickFields,
  presentFields,
  stringOf,
  textOf,
} from "@/lib/webhook/json-fields";
import { targetMessageId } from "@/lib/webhook/message-id";
import { inline } from "@/lib/webhook/rendered-message";

export type MessageMarks = {
  replyTo: string | null;
  /** The customer passed it on: not their own words. */
  isForwarded: boolean;
  payload: JsonObject;
  /** A line about the product that is asked about; without it "is it there?" means nothing. */
  readableNote: string | null;
};

const REFERRAL_KEYS = [
  "source_url",
  "source_id",
  "source_type",
  "body",
  "headline",
  "media_type",
  "image_url",
  "video_url",
  "thumbnail_url",
  "ctwa_clid",
  "welcome_message",
];

/** What surrounds a message of any kind: quoted reply, forward, product enquiry, advert. */
export function readMessageMarks(message: JsonObject): MessageMarks {
  const context = objectOf(message, "context") ?? {};
  const product = objectOf(context, "referred_product");
  const referral = objectOf(message, "referral");
  const frequently = fieldOf(context, "frequently_forwarded") === true;
  const isForwarded = frequently || fieldOf(context, "forwarded") === true;
  const productId = product && textOf(product, "product_retailer_id");
  return {
    replyTo: targetMessageId(stringOf(context, "id")),
    isForwarded,
    payload: presentFields({
      forwarded: isForwarded || null,
      frequently_forwarded: frequently || null,
      product_enquiry: product && pickFields(product, ["catalog_id", "product_retailer_id"]),
      referral: referral && pickFields(referral, REFERRAL_KEYS),
    }),
    readableNote: productId ? `[About product ${inline(productId, 120)}]` : null,
  };
}
