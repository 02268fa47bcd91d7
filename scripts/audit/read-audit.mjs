/**
 * What `npm audit --json` said, as an exit code and a sentence. npm ends with 1 both for known holes and for a
 * registry that it could not ask; only its output tells them apart.
 * @param {string} output @param {string} errors what npm wrote beside it
 * @returns {{verdict: "clean" | "vulnerable" | "not asked", sentence: string}}
 */
export function readAudit(output, errors) {
  const answer = parse(output);
  const severities = answer?.metadata?.vulnerabilities;
  if (!severities)
    return {
      verdict: "not asked",
      sentence: `Nobody knows whether the dependencies have known holes: the registry could not be asked (${reasonOf(answer, errors)}).`,
    };
  const grave = Object.entries(answer.vulnerabilities ?? {}).filter(([, { severity }]) =>
    ["high", "critical"].includes(severity),
  );
  const lesser = (severities.total ?? 0) - grave.length;
  const others = lesser > 0 ? ` ${lesser} of lower severity.` : "";
  if (grave.length === 0)
    return {
      verdict: "clean",
      sentence: `No known hole of high or critical severity in what reaches production.${others}`,
    };
  const list = grave.map(([name, { severity, range, fixAvailable }]) => {
    const fix = fixAvailable ? "a fixed version is there" : "no fixed version yet";
    return `  ${name} ${range}: ${severity}, ${fix}`;
  });
  return {
    verdict: "vulnerable",
    sentence: [
      `Known holes in ${grave.length} packages that reach production.${others}`,
      ...list,
    ].join("\n"),
  };
}

/** @param {string} output */
function parse(output) {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}

/** Without the registry's address. @param {{statusCode?: number} | undefined} answer @param {string} errors */
function reasonOf(answer, errors) {
  const status = answer?.statusCode;
  if (status === 404 || status === 405)
    return `status ${status}: it is a mirror without an audit endpoint`;
  if (status) return `status ${status}`;
  return /\b(E[A-Z_]{4,})\b/.exec(errors)?.[1] ?? "no answer";
}
