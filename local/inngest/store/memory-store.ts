import type { Store } from "./store";

/** For engines that live as long as their test: nothing is kept, everything is at once committed. */
export function createMemoryStore(): Store {
  return {
    put() {},
    remove() {},
    committed: () => Promise.resolve(),
    read: () => [],
    close() {},
  };
}
