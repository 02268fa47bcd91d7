import type { Faults } from "../providers/faults";
import type { Journal } from "../providers/journal";
import type { LocalRoute } from "../providers/local-route";
import type { Store } from "../providers/open-store";
import type { Part } from "../providers/provider-request";
import { createCustomers } from "./customers";
import { createDeliveryProgress } from "./delivery-progress";
import type { BusinessNumber } from "./envelopes";
import { bigFileRoutes } from "./graph/big-file-routes";
import { createBigFiles } from "./graph/big-files";
import { createGraphPart } from "./graph/graph-part";
import { createHandOver } from "./hand-over-message";
import { createLuminousPart } from "./luminous-part";
import { createCustomerFiles } from "./media/customer-files";
import { createFileOfMessage } from "./media/file-of-message";
import { fileRoutes } from "./media/file-routes";
import { createPhoneMessages } from "./phone-messages";
import { platformRoutes } from "./platform-routes";
import { createPostWebhook } from "./post-webhook";
import { createSettings } from "./settings";
import { simulatorRoutes } from "./simulator-routes";
import { createWriteAsCustomer } from "./write-as-customer";

/** The sample payloads' number; `WHATSAPP_PHONE_NUMBER_ID` and `WHATSAPP_DISPLAY_NUMBER`. */
const BUSINESS: BusinessNumber = {
  phoneNumberId: "700800900100200",
  displayNumber: "256312000411",
};

/** Assembles the platform and the simulated phones over one store. */
export function createLuminous(options: {
  store: Store;
  journal: Journal;
  faults: Faults;
  apiKey: string;
  graphToken: string;
  webhookUrl: string;
  closing: AbortSignal;
  now: () => Date;
  log: (line: string) => void;
}) {
  const { store, journal, faults, apiKey, webhookUrl, closing, now, log } = options;
  const customers = createCustomers(store, now);
  const messages = createPhoneMessages(store);
  const settings = createSettings(store);
  const files = createCustomerFiles(store);
  const fileOf = createFileOfMessage(files, now);
  const postWebhook = createPostWebhook({ webhookUrl, journal, closing, log });
  const shared = { store, customers, messages, files, fileOf, settings, postWebhook, closing, now };
  const progress = createDeliveryProgress({ ...shared, business: BUSINESS });
  const handOver = createHandOver({ ...shared, faults, progress });
  const write = createWriteAsCustomer({ ...shared, business: BUSINESS });

  for (const { id, customer_id } of messages.undelivered()) {
    const customer = customers.get(customer_id);
    if (customer !== undefined) progress.resume(id, customer);
  }

  const part: Part = createLuminousPart({ apiKey, settings, handOver, files, now });
  const bigFiles = createBigFiles(now);
  const graph = createGraphPart({ ...shared, bigFiles, faults, token: options.graphToken });
  const routes: LocalRoute[] = [
    ...simulatorRoutes({ ...shared, progress, write }),
    ...fileRoutes(files, now),
    ...bigFileRoutes(bigFiles),
    ...platformRoutes({ ...shared, webhookUrl }),
  ];
  return {
    part,
    graph,
    routes,
    customers,
    messages,
    files,
    bigFiles,
    settings,
    write,
    close: progress.close,
  };
}
