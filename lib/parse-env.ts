import {
  type EnvProblem,
  type EnvWarning,
  findBrokenEnvRules,
  settleToggles,
} from "@/lib/env-rules";
import { type Env, envVariables } from "@/lib/env-variables";
import { SafeError } from "@/lib/safe-error";

/** Configuration that cannot work. The message lists every variable at fault and never a value. */
export class EnvError extends SafeError {
  override readonly name = "EnvError";
  readonly problems: EnvProblem[];

  constructor(problems: EnvProblem[]) {
    super(
      "configuration_unusable",
      [
        "The configuration is not usable. See .env.sample for every variable.",
        ...problems.map(({ name, problem }) => `  ${name} ${problem}`),
      ].join("\n"),
    );
    this.problems = problems;
  }
}

/**
 * Parses and checks the environment. An empty string counts as unset.
 * @throws EnvError listing all missing, malformed and contradictory variables at once.
 */
export function parseEnv(source: Record<string, string | undefined>): {
  env: Env;
  warnings: EnvWarning[];
} {
  const given: Record<string, string> = {};
  for (const name of envVariables.keyof().options) {
    const value = source[name]?.trim();
    if (value) given[name] = value;
  }

  // Each variable is parsed by itself: with the object as a whole, one malformed variable would hide
  // the rules between the others, and an operator would learn of the problems one start at a time.
  const parsed: Record<string, unknown> = {};
  const problems: EnvProblem[] = [];
  for (const name of envVariables.keyof().options) {
    const schema = envVariables.shape[name];
    const result = schema.safeParse(given[name]);
    if (result.success) parsed[name] = result.data;
    else {
      const how = name in given ? "is malformed" : "is missing";
      problems.push({ name, problem: `${how}: expected ${schema.description}` });
    }
  }
  for (const broken of findBrokenEnvRules(parsed))
    if (!problems.some(({ name }) => name === broken.name)) problems.push(broken);
  if (problems.length > 0) throw new EnvError(problems);

  const { env, warnings } = settleToggles(envVariables.parse(given));
  return { env: Object.freeze(env), warnings };
}
