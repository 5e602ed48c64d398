import type { Answer } from '../answers.ts';
import type { ZohoSwitches } from '../options.ts';
import type { Route } from '../routes/route.ts';

const JSON_TYPE = 'application/json;charset=UTF-8';

/** Puts an answer on the wire. */
export function respond(
  answer: Answer,
  route: Route | undefined,
  switches: ZohoSwitches,
  headers: Readonly<Record<string, string>>,
): Response {
  switch (answer.kind) {
    case 'json':
      return jsonResponse(answer.body, answer.status ?? 200, headers);
    case 'list':
      if (answer.rows.length === 0 && isNoContent(route, switches)) {
        return new Response(null, { status: 204, headers });
      }
      return jsonResponse({ [answer.key ?? 'data']: answer.rows, ...answer.extra }, 200, headers);
    case 'nothing':
      return new Response(null, { status: 204, headers });
    case 'file':
      return new Response(Buffer.from(answer.bytes), {
        headers: {
          ...headers,
          'content-type': answer.contentType,
          'content-disposition': disposition(answer.name),
        },
      });
    case 'redirect':
      return new Response(null, { status: 302, headers: { ...headers, location: answer.to } });
    case 'page':
      return new Response(answer.html, {
        headers: { ...headers, 'content-type': 'text/html;charset=UTF-8' },
      });
  }
}

export function jsonResponse(
  body: unknown,
  status: number,
  headers: Readonly<Record<string, string>>,
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'content-type': JSON_TYPE },
  });
}

function isNoContent(route: Route | undefined, switches: ZohoSwitches): boolean {
  if (switches.emptyList === 'declared') return route?.statuses.includes(204) ?? false;
  return switches.emptyList === 'no-content';
}

/** As RFC 8187 has it: names are not ASCII, and hold quotes. */
function disposition(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
