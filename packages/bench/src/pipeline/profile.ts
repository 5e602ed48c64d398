import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Whose time it is, by the path of the code: the first that fits. */
const OWNERS: readonly (readonly [RegExp, string])[] = [
  [/\/packages\/pipeline\/src\/store\//, 'store'],
  [/\/packages\/transform\/|\/(parse5|@atlaskit|entities|domhandler)\//, 'transform'],
  [/\/packages\/(zoho-desk|jsm|core)\/|\/(got|cacheable-request|keyv|bottleneck)\//, 'http'],
  [/^node:(_http|net|internal\/(streams|stream_base|http|net)|stream|https?|events)/, 'http'],
];

/** Share of the busy time of each owner, in per cent; what has no path belongs to whoever called it. */
export function sharesIn(folder: string): Readonly<Record<string, number>> {
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile;
  const owners = ownersOf(profile);
  const times = new Map<string, number>();
  let all = 0;
  for (const [i, node] of profile.samples.entries()) {
    const owner = owners.get(node) ?? 'rest';
    if (owner === IDLE) continue;
    const micros = profile.timeDeltas[i] ?? 0;
    times.set(owner, (times.get(owner) ?? 0) + micros);
    all += micros;
  }
  return Object.fromEntries(
    [...times].map(([owner, micros]) => [owner, Math.round((micros / all) * 1000) / 10]),
  );
}

const IDLE = 'idle';
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['(idle)', IDLE],
  ['(garbage collector)', 'garbage collection'],
]);

function ownersOf({ nodes }: CpuProfile): ReadonlyMap<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const owners = new Map<number, string>();
  const visit = (id: number, inherited: string): void => {
    const node = byId.get(id);
    if (!node) return;
    const { functionName, url } = node.callFrame;
    const [, own] = OWNERS.find(([path]) => path.test(url)) ?? [];
    const isOurs = url.includes('/packages/');
    const owner = BY_NAME.get(functionName) ?? own ?? (isOurs ? 'rest' : inherited);
    owners.set(id, owner);
    for (const child of node.children ?? []) visit(child, owner);
  };
  const [root] = nodes;
  if (root) visit(root.id, 'rest');
  return owners;
}
