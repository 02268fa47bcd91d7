// Loaded into the app by the benchmark: on SIGUSR2 collect garbage and write the heap's size, in bytes.
const { writeFileSync } = require("node:fs");

process.on("SIGUSR2", () => {
  global.gc();
  global.gc();
  writeFileSync(process.env.BENCH_HEAP_FILE, String(process.memoryUsage().heapUsed));
});
