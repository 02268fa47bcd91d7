/** Runs once when a server process starts, before it takes requests; never during a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { prepareServer } = await import("@/lib/prepare-server");
  prepareServer();
  const { startTracing } = await import("@/lib/trace/start-tracing");
  await startTracing();
  const { cleanMediaAtStart } = await import("@/lib/media/clean/clean-at-start");
  cleanMediaAtStart();
}
