import { createServer } from "node:http";
import { createLuminous } from "../luminous/create-luminous";
import { createOpenai } from "../openai/create-openai";
import { createParcelo } from "../parcelo/create-parcelo";
import { createTelegram } from "../telegram/create-telegram";
import { controlRoutes } from "./control-routes";
import { createDispatcher } from "./dispatch";
import { createFaults } from "./faults";
import { createJournal } from "./journal";
import { openStore } from "./open-store";
import type { Part } from "./provider-request";

export const partNames = ["openai", "luminous", "parcelo", "telegram"] as const;
export type PartName = (typeof partNames)[number];

export type ProvidersOptions = {
  /** 8290 when absent; 0 takes any free port. */
  port?: number;
  /** Loopback when absent. */
  host?: string;
  /** Where the journal, the simulated phones and the settings live; null keeps them in memory. */
  dataDir: string | null;
  /** The app's `/api/luminous/webhook`, with `?token=`. */
  webhookUrl: string;
  /** All when absent. */
  parts?: PartName[];
  /** The only bearer keys that are accepted. */
  apiKeys?: {
    openai?: string;
    luminous?: string;
    graph?: string;
    parcelo?: string;
    telegram?: string;
  };
  now?: () => Date;
  /** Never given message texts, numbers or keys. */
  log?: (line: string) => void;
};

export const LOCAL_OPENAI_KEY = "sk-local-stand-in";
export const LOCAL_LUMINOUS_KEY = "local-luminous-key";
export const LOCAL_GRAPH_TOKEN = "local-graph-token";
export const LOCAL_PARCELO_KEY = "local-parcelo-key";
export const LOCAL_TELEGRAM_TOKEN = "local-telegram-token";

export type Providers = Awaited<ReturnType<typeof startProviders>>;

/** Starts the stand-ins for OpenAI, Luminous, Parcelo's backend and Telegram as one HTTP server in this process. */
export async function startProviders(options: ProvidersOptions) {
  const { port = 8290, host = "127.0.0.1", webhookUrl } = options;
  const now = options.now ?? (() => new Date());
  const log = options.log ?? (() => {});
  const wanted = options.parts ?? partNames;
  const closing = new AbortController();

  const store = openStore(options.dataDir);
  const journal = createJournal(store, now);
  const faults = createFaults();
  const openai = createOpenai({
    faults,
    apiKey: options.apiKeys?.openai ?? LOCAL_OPENAI_KEY,
    now,
  });
  const luminous = createLuminous({
    store,
    journal,
    faults,
    webhookUrl,
    closing: closing.signal,
    now,
    log,
    apiKey: options.apiKeys?.luminous ?? LOCAL_LUMINOUS_KEY,
    graphToken: options.apiKeys?.graph ?? LOCAL_GRAPH_TOKEN,
  });
  const parcelo = createParcelo({
    store,
    faults,
    secret: options.apiKeys?.parcelo ?? LOCAL_PARCELO_KEY,
    now,
  });
  const telegram = createTelegram({
    faults,
    journal,
    token: options.apiKeys?.telegram ?? LOCAL_TELEGRAM_TOKEN,
    now,
  });

  const parts: { prefix: string; part: Part }[] = [];
  const localRoutes = controlRoutes(journal, faults);
  if (wanted.includes("openai")) {
    parts.push({ prefix: "/openai/v1", part: openai.part });
    localRoutes.push(...openai.routes);
  }
  if (wanted.includes("luminous")) {
    parts.push({ prefix: "/luminous", part: luminous.part });
    parts.push({ prefix: "/graph", part: luminous.graph });
    localRoutes.push(...luminous.routes);
  }
  if (wanted.includes("parcelo")) {
    parts.push({ prefix: "/parcelo", part: parcelo.part });
    localRoutes.push(...parcelo.routes);
  }
  if (wanted.includes("telegram")) {
    parts.push({ prefix: "/telegram", part: telegram.part });
    localRoutes.push(...telegram.routes);
  }

  const dispatch = createDispatcher({ parts, localRoutes, journal, closing: closing.signal, log });
  const server = createServer((request, response) => void dispatch(request, response));
  // Longer than any client keeps an idle connection, so that none is closed under a new request.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  }).catch((error: unknown) => {
    luminous.close();
    store.close();
    throw error;
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const url = `http://${host}:${address.port}`;

  let closed: Promise<void> | null = null;
  async function stop(): Promise<void> {
    closing.abort();
    luminous.close();
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    // Hung and timed-out requests hold their connections open on purpose.
    server.closeAllConnections();
    await ended;
    store.close();
  }

  return {
    url,
    port: address.port,
    journal,
    faults,
    openai: { baseUrl: `${url}/openai/v1`, script: openai.script },
    luminous: {
      baseUrl: `${url}/luminous`,
      settings: luminous.settings,
      customers: luminous.customers,
      outbox: luminous.messages,
      write: luminous.write,
      files: luminous.files,
      bigFiles: luminous.bigFiles,
    },
    graph: { baseUrl: `${url}/graph` },
    parcelo: { baseUrl: `${url}/parcelo`, accounts: parcelo.accounts },
    telegram: { baseUrl: `${url}/telegram`, sent: telegram.sent },
    close: (): Promise<void> => {
      closed ??= stop();
      return closed;
    },
  };
}
