/** Gives the same answers again and again, as cheaply as Node can; tells its parent where it is. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandbox } from '@zdjsm/sandbox';

const truth = createSandbox({ zoho: { tickets: 110 } }).zoho.truth();
const records = [...truth.tickets('live')].slice(0, 100).map(({ record }) => record);
const rows = records.map(({ description: _, cf: __, resolution: ___, ...row }) => row);
const ticket = Buffer.from(JSON.stringify(records[1]));
const page = Buffer.from(JSON.stringify({ data: rows }));

const server = createServer((request, answer) => {
  const body = request.url?.includes('limit=') ? page : ticket;
  answer.writeHead(200, {
    'content-type': 'application/json;charset=UTF-8',
    'content-length': body.length,
    'x-rate-limit-request-weight-v3': '1',
    'x-rate-limit-remaining-v3': '100000000',
  });
  answer.end(body);
});

server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
