/** Gives the same answers again and again, as cheaply as Node can; tells its parent where it is. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandbox } from '@zdjsm/sandbox';

const { jira } = createSandbox();
const { email, apiToken } = jira.credentials;
const headers = {
  authorization: `Basic ${btoa(`${email}:${apiToken}`)}`,
  'content-type': 'application/json',
};

/** What the sandbox answers, so that answers have the size and the shape of real ones. */
async function answerTo(method: string, path: string, body?: object): Promise<Buffer> {
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  const answer = await jira.handle(new Request(`https://example.atlassian.net${path}`, init));
  return Buffer.from(await answer.arrayBuffer());
}

const fields = { project: { key: 'SUP' }, issuetype: { name: 'Task' }, summary: 'Issue' };
await answerTo('POST', '/rest/api/3/issue', { fields });
const issue = await answerTo('GET', '/rest/api/3/issue/SUP-1');
const comment = await answerTo('POST', '/rest/api/3/issue/SUP-1/comment', {
  body: {
    version: 1,
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'A comment' }] }],
  },
  properties: [{ key: 'sd.public.comment', value: { internal: true } }],
});

const server = createServer((request, answer) => {
  const isWrite = request.method === 'POST';
  const body = isWrite ? comment : issue;
  request.resume();
  request.once('end', () => {
    answer.writeHead(isWrite ? 201 : 200, {
      'content-type': 'application/json;charset=UTF-8',
      'content-length': body.length,
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '99',
    });
    answer.end(body);
  });
});

server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
