/**
 * CPU of a call: this client beside bare got, for the same answers.
 * Run: npx pnpm@12 run bench jsm-cpu
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createClock } from '@zdjsm/core';
import { createJsm } from '@zdjsm/jsm';
import got from 'got';
import { compareCpu } from './compare-cpu.ts';

// In a process of its own, so that its CPU is not counted.
const server = fork(new URL('jsm-canned-server.ts', import.meta.url));
const [url] = (await once(server, 'message')) as [string];

const email = 'agent@example.com';
const apiToken = 'token';
const body = {
  version: 1 as const,
  type: 'doc' as const,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'A comment' }] }],
};

// Time runs so fast that no rate makes a call wait: what is measured is work, not patience.
const jsm = createJsm({
  site: url,
  auth: { email, apiToken },
  clock: createClock({ speed: 1_000 }),
});
const bare = got.extend({
  prefixUrl: `${url}/rest/api/3`,
  headers: { authorization: `Basic ${btoa(`${email}:${apiToken}`)}` },
  retry: { limit: 0 },
});
let nth = 0;

await compareCpu([
  {
    name: 'an issue is read',
    ours: () => jsm.issues.get('SUP-1'),
    bare: () => bare('issue/SUP-1').json(),
  },
  {
    name: 'a comment is added',
    ours: () => {
      const comment = { body, visibility: 'internal', marker: `c-${nth}` } as const;
      return jsm.comments.add(`SUP-${nth++}`, comment);
    },
    bare: () =>
      bare
        .post(`issue/SUP-${nth++}/comment`, {
          json: { body, properties: [{ key: 'sd.public.comment', value: { internal: true } }] },
        })
        .json(),
  },
]);
server.kill();
