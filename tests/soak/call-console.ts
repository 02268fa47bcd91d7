export type ConsoleCall = ReturnType<typeof callConsole>;

/** The console's API with somebody's session; with a body it changes something. Fails unless answered 200. */
export function callConsole(appUrl: string, cookie: string) {
  return async (path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${appUrl}/api/console${path}`, {
      method: body ? "POST" : "GET",
      headers: { cookie, origin: appUrl, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}: ${text}`);
    return JSON.parse(text);
  };
}
