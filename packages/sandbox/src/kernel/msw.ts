import { HttpResponse, http, type RequestHandler } from 'msw';
import type { Reply } from './exchange.ts';

/**
 * The same clouds behind MSW, under the vendors' real host names: for contract tests. MSW can't
 * imitate the wire: a reset and a cut body are both a network error here, so faults are tested
 * over loopback HTTP.
 */
export function mswHandlers(
  hosts: readonly string[],
  answer: (request: Request) => Promise<Reply>,
): RequestHandler[] {
  return hosts.map((host) =>
    http.all(`${host}/*`, async ({ request }) => {
      const reply = await answer(request);
      switch (reply.kind) {
        case 'answer':
          return reply.response;
        case 'hang':
          return await new Promise<never>(() => {});
        default:
          return HttpResponse.error();
      }
    }),
  );
}
