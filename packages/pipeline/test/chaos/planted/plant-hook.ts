/** Preloaded by `--import`: one module of this process gets a bug. Its name is in the environment. */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { PLANTED_BUGS, pathOf, plant } from './bugs.ts';

const name = process.env['ZDJSM_PLANTED'];
const bug = PLANTED_BUGS.find((one) => one.name === name);
if (!bug) throw new Error(`there is no bug "${name}"`);
const place = pathToFileURL(pathOf(bug)).href;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== place || loaded.source === null || loaded.source === undefined) return loaded;
    const source =
      typeof loaded.source === 'string'
        ? loaded.source
        : Buffer.from(loaded.source as Uint8Array).toString();
    return { ...loaded, source: plant(bug, source) };
  },
});
