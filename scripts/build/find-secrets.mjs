/** Variables whose values only the server may know, by how .env.sample names them. @param {string} name */
export function isSecretName(name) {
  return /(KEY|SECRET|TOKEN)$/.test(name);
}

/** What keys of the services that we use look like, whichever variable they came from. */
const shapes = [
  { what: "a Supabase secret key", pattern: /sb_secret_[\w-]{16,}/ },
  { what: "an OpenAI key", pattern: /\bsk-[\w-]{20,}/ },
  { what: "an Inngest signing key", pattern: /\bsignkey-\w+-[0-9a-f]{16,}/ },
  { what: "a private key", pattern: /-----BEGIN (RSA |EC )?PRIVATE KEY-----/ },
];

/** A Supabase key of the old kind that is a service key. @param {string} text */
function hasServiceKey(text) {
  return [...text.matchAll(/\beyJ[\w-]+\.(eyJ[\w-]+)\./g)].some(([, claims]) =>
    Buffer.from(claims ?? "", "base64url")
      .toString("utf8")
      .includes('"service_role"'),
  );
}

/**
 * Secrets in what browsers load: a value, something shaped like a key, or a variable's name where code
 * uses it. A name within a sentence for people is no secret. Never says a value.
 * @param {string} text @param {{names: string[], values: Record<string, string>}} secrets
 * @returns {string[]}
 */
export function findSecrets(text, { names, values }) {
  const found = Object.entries(values)
    .filter(([, value]) => value.length >= 8 && text.includes(value))
    .map(([name]) => `the value of ${name}`);
  for (const { what, pattern } of shapes) if (pattern.test(text)) found.push(what);
  if (hasServiceKey(text)) found.push("a Supabase service key");
  for (const name of names) {
    const uses = new RegExp(`(?<![\\w (])${name}(?!\\w)|(?<!\\w)${name}(?![\\w .,;)])`);
    if (uses.test(text)) found.push(`code that uses ${name}`);
  }
  return found;
}
