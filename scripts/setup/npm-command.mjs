/**
 * How to call the npm that started us, on the Node that it runs on. (`npm run` puts node_modules/.bin
 * first in PATH, so a plain `npm` would run on the Node inside node_modules, which `npm ci` deletes.)
 * @param {string[]} args
 */
export function npmCommand(args) {
  const script = process.env.npm_execpath;
  if (!script?.endsWith("npm-cli.js")) return { command: "npm", args };
  return { command: process.env.npm_node_execpath ?? process.execPath, args: [script, ...args] };
}
