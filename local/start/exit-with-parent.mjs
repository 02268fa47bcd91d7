// Loaded by the start script and, with --import, by every part that it starts: when the process above is
// gone (even by kill -9), this one ends by itself, so that no server is left behind to hold a port or the
// database.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
}, 500).unref();
