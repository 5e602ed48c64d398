import { empty, json } from '../api/answer.ts';
import type { Site } from '../site.ts';

const PAGE = `<html><head><title>Unauthorized (401)</title></head><body><h1>Unauthorized (401)</h1>
<p>Encountered a "401 - Unauthorized" error while loading this page.</p></body></html>`;

/** The body of a 401 can be anything (facts § 2). */
export function unauthorized(site: Pick<Site, 'switches'>): Response {
  switch (site.switches.unauthorizedBody) {
    case 'empty':
      return empty(401);
    case 'html':
      return new Response(PAGE, {
        status: 401,
        headers: { 'content-type': 'text/html;charset=UTF-8' },
      });
    case 'json':
      return json(
        { errorMessages: ['Client must be authenticated to access this resource.'], errors: {} },
        { status: 401 },
      );
  }
}
