import manifest from '../../package.json' with { type: 'json' };

/** What to tell somebody whose Node.js lacks what the command needs; undefined where it has it. */
export function outdatedNode(version: string): string | undefined {
  const [, needed = ''] = />=(\S+)/.exec(manifest.engines.node) ?? [];
  if (version.localeCompare(needed, undefined, { numeric: true }) >= 0) return undefined;
  return `zdjsm needs Node.js ${needed} or newer, and this is ${version}.\n→ Install the current LTS, and run it again. Nothing was done.\n`;
}
