import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentOf } from '@zdjsm/sandbox';
import { expect, onTestFinished, test } from 'vitest';
import { runCommand } from './support/cli-here.ts';
import type { CliResult } from './support/cli-process.ts';
import { createWorld, type World } from './support/world.ts';

const GUIDE = new URL('../../../docs/guides/try-it-on-the-sandbox.md', import.meta.url);

/** The commands that a section has its reader type, in their order. */
function commandsOf(section: string): string[] {
  const text = readFileSync(GUIDE, 'utf8');
  const [, body = ''] = text.split(new RegExp(`^## \\d+\\. ${section}$`, 'm'));
  const [own = ''] = body.split(/^## /m);
  return [...own.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block = '']) => block.trim().split('\n'))
    .filter((line) => !line.startsWith('. '));
}

/** Types a line as its reader would. */
async function type(world: World, config: string, line: string): Promise<CliResult> {
  const act = /^curl -X POST "\$ZDJSM_SANDBOX(\S+)" -d '(.*)'$/.exec(line);
  if (act) {
    const { status } = await fetch(`${world.urls.control}${act[1]}`, {
      method: 'POST',
      body: act[2] ?? '',
    });
    return { code: status === 200 ? 0 : status, output: '' };
  }
  const [command, ...args] = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) =>
    word.replaceAll('"', ''),
  );
  expect(command).toBe('zdjsm');
  const environment = environmentOf(world.sandbox, world.urls);
  return await runCommand([...args, '--config', config], environment, world.clock);
}

test('the guide to the sandbox does what it says, line by line', async () => {
  const world = await createWorld({ zoho: { tickets: 8 } });
  onTestFinished(() => world.stop());
  const config = join(world.folder, 'zdjsm.yaml');
  const edit = (what: RegExp, by: string): void => {
    const before = readFileSync(config, 'utf8');
    const after = before.replace(what, by);
    expect(after).not.toBe(before);
    writeFileSync(config, after);
  };
  const section = async (name: string): Promise<CliResult[]> => {
    const results: CliResult[] = [];
    for (const line of commandsOf(name)) results.push(await type(world, config, line));
    expect(results, name).not.toEqual([]);
    return results;
  };
  const codesOf = (results: readonly CliResult[]) => results.map(({ code }) => code);

  expect(codesOf(await section('A config'))).toEqual([0, 0]);
  expect(codesOf(await section('Silence'))).toEqual([0]);
  edit(/^# silence:\n {2}# confirmedBy: .*$/m, 'silence:\n  confirmedBy: "a reader"');
  expect(codesOf(await section('Preflight'))).toEqual([0, 0]);
  expect(codesOf(await section('Read everything'))).toEqual([0, 0]);
  expect(codesOf(await section('An ugly sample'))).toEqual([0, 0, 0]);
  const [plan, , run] = await section('The plan, and the load');
  expect(plan?.output).toContain('zdjsm plan --confirm');
  expect(run?.output).toContain('Complete: everything in scope was read back and is equal.');

  edit(/^ {2}# (Zu prüfen|Waiting for Vendor|Resolved - Won't Fix): .*$/m, '  $1: Pending');
  expect(codesOf(await section('A change of the mapping'))).toEqual([0, 0, 0]);
  expect(codesOf(await section('Kill it'))).toEqual([0, 0, 0, 0, 0]);
  expect(codesOf(await section('The cutover'))).toEqual([0, 0]);

  const [choice] = await section('Back');
  const batches = choice?.output.match(/\d{4}-\d\d-\d\d-[0-9a-f]{8}/g) ?? [];
  expect(batches.length).toBeGreaterThan(1);
}, 240_000);
